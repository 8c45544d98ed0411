import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox, CheckboxGroup, SearchField, Text } from '@backstage/ui';
import { useState } from 'react';
import { useProvisioningOptions } from '../../hooks/useProvisioningOptions';
import { checkManagedPolicies, checkPolicy } from '../../model/checks';
import { offeredPolicies, policyName } from '../../model/policies';
import { selectionOf } from '../../model/selection';
import { scaffolderEscTrustTranslationRef } from '../../translation';
import { FieldFrame } from '../elements/FieldFrame';
import { LoadingField } from '../elements/LoadingField';
import { OptionsNotice } from '../elements/OptionsNotice';
import text from '../elements/text.module.css';
import { validityOf } from '../elements/validity';
import { AddPolicy } from './AddPolicy';
import styles from './EscTrustManagedPolicyPicker.module.css';
import { EscTrustManagedPolicyPickerSchema } from './schema';

/** More than these are easier to search than to read. */
const SEARCHED_FROM = 8;

/** Managed policies that the role may have. */
export function EscTrustManagedPolicyPicker(
  props: typeof EscTrustManagedPolicyPickerSchema.TProps,
) {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  const { schema, uiSchema, formContext, formData = [], onChange } = props;
  const { rawErrors = [] } = props;
  const [query, setQuery] = useState('');
  const state = useProvisioningOptions();
  if (state.status === 'loading') {
    return <LoadingField />;
  }

  const options = state.status === 'ready' ? state.options : undefined;
  const selection = selectionOf(
    formContext?.formData,
    uiSchema['ui:options'] ?? {},
  );
  const context = { t, options, selection };
  const { arns, patterns } = options
    ? offeredPolicies(options, selection)
    : { arns: [], patterns: [] };
  const limit = options?.role.managedPolicies ?? schema.maxItems;
  const isFull = limit !== undefined && formData.length >= limit;
  const isDisabled = props.disabled || props.readonly;

  // What is chosen stays in sight, also when it isn't offered (any more).
  const others = formData.filter(arn => !arns.includes(arn));
  const all = [...arns, ...others];
  const shown = all.filter(
    arn =>
      formData.includes(arn) ||
      arn.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase()),
  );
  const problem = checkManagedPolicies(formData, context);
  const title = schema.title ?? t('policies.title');
  return (
    <FieldFrame>
      <div className={styles.field}>
        <CheckboxGroup
          id={props.idSchema?.$id}
          label={title}
          description={schema.description ?? t('policies.help')}
          isDisabled={isDisabled}
          value={formData}
          onChange={chosen => onChange(all.filter(arn => chosen.includes(arn)))}
          {...validityOf(problem, rawErrors)}
        >
          {all.length >= SEARCHED_FROM && (
            <SearchField
              aria-label={t('policies.search')}
              placeholder={t('policies.search')}
              size="small"
              value={query}
              onChange={setQuery}
              // Enter would send the form away otherwise.
              onSubmit={() => {}}
            />
          )}
          {shown.map(arn => (
            <Checkbox
              key={arn}
              value={arn}
              isDisabled={isFull && !formData.includes(arn)}
            >
              <span className={styles.name}>{policyName(arn)}</span>
              <Text
                variant="body-small"
                className={`${styles.detail} ${text.quiet}`}
              >
                {arn}
              </Text>
            </Checkbox>
          ))}
          {all.length > 0 && shown.length === 0 && (
            <Note sentence={t('policies.none')} />
          )}
        </CheckboxGroup>
        {options && all.length + patterns.length === 0 && (
          <Note sentence={t('policies.nothing')} />
        )}
        {limit !== undefined && formData.length > 0 && (
          <div role="status">
            <Note
              sentence={`${t('policies.chosen', {
                chosen: String(formData.length),
                limit: String(limit),
              })}${isFull ? `. ${t('policies.limitReached')}` : ''}`}
            />
          </div>
        )}
        {(!options || patterns.length > 0) && (
          <AddPolicy
            description={
              options
                ? t('policies.otherHelp', { patterns: patterns.join(', ') })
                : t('policies.otherPlainHelp')
            }
            isDisabled={isDisabled || isFull}
            check={arn =>
              checkPolicy(arn, context) ??
              checkManagedPolicies([...formData, arn], context)
            }
            onAdd={arn => onChange([...formData, arn])}
          />
        )}
        <OptionsNotice state={state} />
      </div>
    </FieldFrame>
  );
}

function Note({ sentence }: { sentence: string }) {
  return (
    <Text
      as="p"
      variant="body-small"
      className={`${text.quiet} ${text.breakable}`}
    >
      {sentence}
    </Text>
  );
}
