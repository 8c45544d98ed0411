import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Text, VisuallyHidden } from '@backstage/ui';
import { stringifyEnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { decisiveMessage } from '../../model/report/decisiveMessage';
import { labEnvironment, LabEvaluation } from '../../model/lab/evaluateLab';
import { hasNoEnvironment, LabInput } from '../../model/lab/labInput';
import { escTrustTranslationRef } from '../../translation';
import { StatusBadge } from '../elements/StatusBadge';
import text from '../elements/text.module.css';
import { TrustReportView } from '../TrustReport';
import { LeastPrivilege } from './LeastPrivilege';
import styles from './PolicyLab.module.css';

/** The report on what the fields say, or what is still missing for one. */
export function LabReport(props: {
  input: LabInput;
  evaluation: LabEvaluation;
  onUse: (trustPolicy: string) => void;
}) {
  const { input, evaluation, onUse } = props;
  const { report } = evaluation;
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <section aria-label={t('lab.report')} className={styles.column}>
      <VisuallyHidden role="status">
        {report && t('lab.verdict', { status: t(`status.${report.status}`) })}
      </VisuallyHidden>
      <Card>
        <CardBody>
          <div className={styles.verdict}>
            <Text as="h2" variant="title-x-small" weight="bold">
              {t('lab.report')}
            </Text>
            {report && (
              <StatusBadge status={report.status}>
                {t(`status.${report.status}`)}
              </StatusBadge>
            )}
          </div>
          <Text as="p" className={text.message}>
            {report
              ? decisiveMessage(report) ?? t(`calm.${report.status}`)
              : t(`lab.${waitingFor(input)}`)}
          </Text>
        </CardBody>
      </Card>
      {report && (
        <>
          <LeastPrivilege input={input} status={report.status} onUse={onUse} />
          <Card>
            <CardBody>
              <TrustReportView
                report={report}
                trustPolicy={input.trustPolicy}
                environment={stringifyEnvironmentRef(labEnvironment(input))}
              />
            </CardBody>
          </Card>
        </>
      )}
    </section>
  );
}

function waitingFor(input: LabInput) {
  if (input.trustPolicy.trim() === '') {
    return 'waitingPolicy';
  }
  return hasNoEnvironment(input) ? 'waitingEnvironment' : 'waitingProblems';
}
