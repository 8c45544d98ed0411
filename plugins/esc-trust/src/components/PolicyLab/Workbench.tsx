import {
  useAnalytics,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Alert, Card, CardBody, Text } from '@backstage/ui';
import { escTrustRoleReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { useEffect, useMemo, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { keepDraft, LabNotice } from '../../hooks/useLabStart';
import { evaluateLab } from '../../model/lab/evaluateLab';
import { LAB_EXAMPLES } from '../../model/lab/labExamples';
import { EMPTY_LAB, LabInput } from '../../model/lab/labInput';
import { escTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';
import { AccountFields } from './AccountFields';
import { EnvironmentFields } from './EnvironmentFields';
import { LabReport } from './LabReport';
import { LabToolbar } from './LabToolbar';
import { OpeningFields } from './OpeningFields';
import { PolicyField } from './PolicyField';
import styles from './PolicyLab.module.css';

/** Who pauses for that long wants to see what comes of it. */
const PAUSE_MS = 250;

/** The fields, and beside them the report on what they say. */
export function Workbench(props: { start: LabInput; notice?: LabNotice }) {
  const { start, notice } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const analytics = useAnalytics();
  const [input, setInput] = useState(start);
  const [settled, setSettled] = useState(start);

  // Judged in a pause: typing never waits for it.
  useDebounce(() => setSettled(input), PAUSE_MS, [input]);
  const evaluation = useMemo(() => evaluateLab(settled), [settled]);

  const status = evaluation.report?.status;
  useEffect(() => {
    keepDraft(settled);
    if (settled !== start && status) {
      analytics.captureEvent('evaluate', status);
    }
  }, [analytics, settled, start, status]);

  const change = (changed: Partial<LabInput>) =>
    setInput(current => ({ ...current, ...changed }));
  const fields = { input, problems: evaluation.problems, onChange: change };
  return (
    <div className={styles.page}>
      <Text as="p" className={text.quiet}>
        {t('lab.intro')}
      </Text>
      <LabToolbar
        input={input}
        onExample={example => {
          analytics.captureEvent('load example', example);
          setInput(LAB_EXAMPLES[example]);
        }}
        onClear={() => setInput(EMPTY_LAB)}
      />
      {notice && (
        <Alert
          status="warning"
          icon
          title={t(`lab.start.${notice}`, {
            permission: escTrustRoleReadPermission.name,
          })}
        />
      )}
      <div className={styles.columns}>
        <form
          aria-label={t('lab.input')}
          className={styles.column}
          onSubmit={event => event.preventDefault()}
        >
          <Group title={t('lab.policy')}>
            <PolicyField {...fields} problemsOf={evaluation.policyProblems} />
          </Group>
          <Group title={t('lab.environment')}>
            <EnvironmentFields {...fields} />
            <OpeningFields {...fields} />
          </Group>
          <Group title={t('lab.account')}>
            <AccountFields
              {...fields}
              derivedArn={evaluation.identityProviderArn}
            />
          </Group>
        </form>
        <LabReport
          input={settled}
          evaluation={evaluation}
          onUse={trustPolicy => change({ trustPolicy })}
        />
      </div>
    </div>
  );
}

function Group(props: { title: string; children: React.ReactNode }) {
  return (
    <Card>
      <CardBody>
        <div className={styles.fields}>
          <Text as="h2" variant="title-x-small" weight="bold">
            {props.title}
          </Text>
          {props.children}
        </div>
      </CardBody>
    </Card>
  );
}
