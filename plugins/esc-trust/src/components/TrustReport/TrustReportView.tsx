import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Finding,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';
import { ReactNode, useState } from 'react';
import { escTrustTranslationRef } from '../../translation';
import { Exposure } from './Exposure';
import { FindingList } from './FindingList';
import { GateList } from './GateList';
import { OpeningList } from './OpeningList';
import { PolicyView } from './PolicyView';
import { HeadingLevel, Section } from './Section';
import { StatementFocus } from './statementFocus';
import styles from './TrustReportView.module.css';

/** What a report is shown with. */
export interface TrustReportViewProps {
  /** The whole report. */
  report: TrustReport;
  /** The role's trust policy, when it is known: JSON text or an object. */
  trustPolicy?: string | object;
  /** Stands in the place of the trust policy, when that isn't known: says why. */
  policyNotice?: ReactNode;
  /** The environment that it is about, written `organization/project/name`. */
  environment?: string;
  /** What can be done about a finding. */
  renderFindingAction?: (finding: Finding) => ReactNode;
  /** Of the headings of its parts; default 3. */
  headingLevel?: HeadingLevel;
}

/** One whole trust report: checks, claims, who else, findings, trust policy. */
export function TrustReportView(props: TrustReportViewProps) {
  const { report, trustPolicy, policyNotice, environment } = props;
  const { renderFindingAction, headingLevel = 3 } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const [focus, setFocus] = useState<StatementFocus>();
  const hasPolicy = trustPolicy !== undefined;

  return (
    <div className={styles.frame}>
      <div className={styles.report}>
        <div className={styles.halves}>
          <Section title={t('report.gates')} level={headingLevel}>
            <GateList gates={report.gates} />
          </Section>
          <Section title={t('report.claims')} level={headingLevel}>
            <OpeningList report={report} />
          </Section>
        </div>
        <Section title={t('report.exposure')} level={headingLevel}>
          <Exposure
            report={report}
            environment={environment}
            trustPolicy={trustPolicy}
          />
        </Section>
        <div className={styles.sides}>
          <Section title={t('report.findings')} level={headingLevel}>
            <FindingList
              findings={report.findings}
              focus={focus}
              onShowStatement={
                hasPolicy
                  ? statement => setFocus({ statement, at: 'policy' })
                  : undefined
              }
              renderAction={renderFindingAction}
            />
          </Section>
          {(hasPolicy || policyNotice) && (
            <Section title={t('report.policy')} level={headingLevel}>
              {hasPolicy ? (
                <PolicyView
                  policy={trustPolicy}
                  findings={report.findings}
                  focus={focus}
                  onShowFindings={statement =>
                    setFocus({ statement, at: 'finding' })
                  }
                />
              ) : (
                policyNotice
              )}
            </Section>
          )}
        </div>
      </div>
    </div>
  );
}
