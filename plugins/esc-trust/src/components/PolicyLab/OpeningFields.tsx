import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Checkbox,
  CheckboxGroup,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { Opening } from '@internal/backstage-plugin-esc-trust-common';
import { LabProblem } from '../../model/lab/labInput';
import { escTrustTranslationRef } from '../../translation';
import { FieldsProps, invalid } from './fields';
import styles from './PolicyLab.module.css';

const OPENINGS: Opening['kind'][] = ['direct', 'import', 'stack'];

const ROOTS = [
  { kind: 'import', field: 'importRoot' },
  { kind: 'stack', field: 'stackRoot' },
] as const;

/** How the environment is opened, and which others share the role. */
export function OpeningFields(props: FieldsProps) {
  const { input, onChange } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const say = (problem: LabProblem) => t(`lab.problem.${problem}`);
  return (
    <>
      <CheckboxGroup
        label={t('lab.openings')}
        value={input.openings}
        onChange={chosen =>
          onChange({ openings: OPENINGS.filter(kind => chosen.includes(kind)) })
        }
        className={styles.choices}
        {...invalid(props, 'openings', say)}
      >
        {OPENINGS.map(kind => (
          <Checkbox key={kind} value={kind}>
            {t(`lab.opening.${kind}`)}
          </Checkbox>
        ))}
      </CheckboxGroup>
      {ROOTS.filter(({ kind }) => input.openings.includes(kind)).map(
        ({ field }) => (
          <TextField
            key={field}
            size="small"
            label={t(`lab.${field}`)}
            description={t(`lab.${field}Description`)}
            placeholder={t('lab.environmentForm')}
            value={input[field]}
            onChange={value => onChange({ [field]: value })}
            spellCheck="false"
            {...invalid(props, field, say)}
          />
        ),
      )}
      <TextAreaField
        label={t('lab.intended')}
        description={t('lab.intendedDescription')}
        rows={2}
        value={input.intended}
        onChange={intended => onChange({ intended })}
        spellCheck="false"
        {...invalid(props, 'intended', say)}
      />
    </>
  );
}
