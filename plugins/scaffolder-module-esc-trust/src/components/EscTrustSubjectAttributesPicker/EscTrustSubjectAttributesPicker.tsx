import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox, CheckboxGroup, Text } from '@backstage/ui';
import {
  SUBJECT_ATTRIBUTES,
  SubjectAttribute,
} from '@internal/backstage-plugin-esc-trust-common';
import { useProvisioningOptions } from '../../hooks/useProvisioningOptions';
import { checkSubjectAttributes, requiredAttributes } from '../../model/checks';
import { selectionOf } from '../../model/selection';
import { scaffolderEscTrustTranslationRef } from '../../translation';
import { FieldFrame } from '../elements/FieldFrame';
import { LoadingField } from '../elements/LoadingField';
import text from '../elements/text.module.css';
import { validityOf } from '../elements/validity';
import styles from './EscTrustSubjectAttributesPicker.module.css';
import { EscTrustSubjectAttributesPickerSchema } from './schema';
import { TrustPreview } from './TrustPreview';

/** What the subject claim is made of, and what comes of it. */
export function EscTrustSubjectAttributesPicker(
  props: typeof EscTrustSubjectAttributesPickerSchema.TProps,
) {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  const { schema, uiSchema, formContext, formData = [], onChange } = props;
  const { rawErrors = [] } = props;
  const state = useProvisioningOptions();
  if (state.status === 'loading') {
    return <LoadingField />;
  }

  const options = state.status === 'ready' ? state.options : undefined;
  const selection = selectionOf(
    formContext?.formData,
    uiSchema['ui:options'] ?? {},
  );
  const required = requiredAttributes(options);
  const isExact = (attribute: string) =>
    options?.login.subjectAttributes.includes(attribute) ?? true;
  // What a request that names none gets.
  const effective = formData.length > 0 ? formData : required;
  const problem = checkSubjectAttributes(formData, { t, options, selection });

  const about = (attribute: SubjectAttribute) => {
    const remark = required.includes(attribute)
      ? t('attributes.required')
      : !isExact(attribute) && t('attributes.notExact');
    const sentence = t(`attributes.about.${attribute}`);
    return remark ? `${sentence} (${remark})` : sentence;
  };
  return (
    <FieldFrame>
      <CheckboxGroup
        id={props.idSchema?.$id}
        label={schema.title ?? t('attributes.title')}
        description={schema.description ?? t('attributes.help')}
        isDisabled={props.disabled || props.readonly}
        value={effective}
        // The subject names them in this order, whichever came first.
        onChange={chosen => onChange(inOrder(chosen))}
        {...validityOf(problem, rawErrors)}
      >
        {SUBJECT_ATTRIBUTES.map(attribute => (
          <Checkbox
            key={attribute}
            value={attribute}
            isDisabled={!isExact(attribute) && !effective.includes(attribute)}
          >
            <span className={styles.name}>{attribute}</span>
            <Text
              variant="body-small"
              className={`${styles.about} ${text.quiet}`}
            >
              {about(attribute)}
            </Text>
          </Checkbox>
        ))}
      </CheckboxGroup>
      <TrustPreview selection={selection} subjectAttributes={effective} />
    </FieldFrame>
  );
}

function inOrder(attributes: string[]): string[] {
  const known: readonly string[] = SUBJECT_ATTRIBUTES;
  return known.filter(attribute => attributes.includes(attribute));
}
