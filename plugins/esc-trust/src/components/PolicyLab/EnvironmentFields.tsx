import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox, CheckboxGroup, Text, TextField } from '@backstage/ui';
import { SUBJECT_ATTRIBUTES } from '@internal/backstage-plugin-esc-trust-common';
import { escTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';
import { FieldsProps, invalid } from './fields';
import styles from './PolicyLab.module.css';

/** The environment, and what its tokens say of it. */
export function EnvironmentFields(props: FieldsProps) {
  const { input, onChange } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const attributes = input.subjectAttributes;
  return (
    <>
      <div className={styles.names}>
        {(['organization', 'project', 'name'] as const).map(field => (
          <TextField
            key={field}
            size="small"
            label={t(`lab.${field}`)}
            value={input[field]}
            onChange={value => onChange({ [field]: value })}
            spellCheck="false"
            {...invalid(props, field, problem => t(`lab.problem.${problem}`))}
          />
        ))}
      </div>
      <div>
        <CheckboxGroup
          label={t('lab.attributes')}
          description={t('lab.attributesDescription')}
          value={attributes}
          onChange={subjectAttributes => onChange({ subjectAttributes })}
          className={styles.choices}
        >
          {SUBJECT_ATTRIBUTES.map(attribute => (
            <Checkbox key={attribute} value={attribute}>
              <code>{attribute}</code>
            </Checkbox>
          ))}
        </CheckboxGroup>
        <Text
          as="p"
          role="status"
          variant="body-small"
          className={`${text.quiet} ${text.message}`}
        >
          {attributes.length === 0
            ? t('lab.attributesNone')
            : t('lab.attributesOrder', { order: attributes.join(', ') })}
        </Text>
      </div>
    </>
  );
}
