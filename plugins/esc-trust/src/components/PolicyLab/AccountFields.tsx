import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Radio, RadioGroup, TextAreaField, TextField } from '@backstage/ui';
import { DEFAULT_ISSUER } from '@internal/backstage-plugin-esc-trust-common';
import { LabInput, ProviderKnowledge } from '../../model/lab/labInput';
import { escTrustTranslationRef } from '../../translation';
import { FieldsProps, invalid } from './fields';
import styles from './PolicyLab.module.css';

const KNOWLEDGE: ProviderKnowledge[] = ['known', 'missing', 'unknown'];

/** The other side: identity provider, role, and how long a session may last. */
export function AccountFields(props: FieldsProps & { derivedArn: string }) {
  const { input, onChange, derivedArn } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const line = (
    field: keyof LabInput &
      ('identityProviderArn' | 'issuer' | 'maxSessionDuration' | 'duration'),
    label: string,
    description: string,
  ) => (
    <TextField
      size="small"
      label={label}
      description={description}
      value={input[field]}
      onChange={value => onChange({ [field]: value })}
      spellCheck="false"
      {...invalid(props, field, problem => t(`lab.problem.${problem}`))}
    />
  );
  return (
    <>
      <RadioGroup
        label={t('lab.provider')}
        orientation="horizontal"
        value={input.identityProvider}
        onChange={chosen => {
          const identityProvider = KNOWLEDGE.find(one => one === chosen);
          if (identityProvider) {
            onChange({ identityProvider });
          }
        }}
      >
        {KNOWLEDGE.map(value => (
          <Radio key={value} value={value}>
            {t(`lab.providerKnowledge.${value}`)}
          </Radio>
        ))}
      </RadioGroup>
      {input.identityProvider === 'known' && (
        <TextAreaField
          label={t('lab.clientIds')}
          description={t('lab.clientIdsDescription')}
          rows={2}
          value={input.clientIds}
          onChange={clientIds => onChange({ clientIds })}
          spellCheck="false"
        />
      )}
      {line(
        'identityProviderArn',
        t('lab.providerArn'),
        t('lab.providerArnDescription', { arn: derivedArn }),
      )}
      <div className={styles.pair}>
        {line(
          'maxSessionDuration',
          t('lab.maxSessionDuration'),
          t('lab.maxSessionDurationDescription'),
        )}
        {line('duration', t('lab.duration'), t('lab.durationDescription'))}
      </div>
      {line(
        'issuer',
        t('lab.issuer'),
        t('lab.issuerDescription', { issuer: DEFAULT_ISSUER }),
      )}
    </>
  );
}
