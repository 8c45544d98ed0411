import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Mapping,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { useId } from 'react';
import { OnHold, useHoldOfAny } from '../../hooks/useHold';
import { useMappingHistory } from '../../hooks/useMappingHistory';
import { useRolePolicy } from '../../hooks/useRolePolicy';
import { escTrustTranslationRef } from '../../translation';
import { FindingActions, MappingActions } from '../MappingActions';
import { Section, TrustReportView } from '../TrustReport';
import { AcceptanceList } from './AcceptanceList';
import { History } from './History';
import styles from './MappingDetails.module.css';
import { MappingFacts } from './MappingFacts';
import { MappingHeader } from './MappingHeader';
import { PolicyNotice } from './PolicyNotice';

/** Everything about one mapping, and what can be done about it. */
export function MappingDetails(props: {
  mapping: Mapping;
  /** Called with the mapping when it is different now. */
  onMapping: (mapping: Mapping) => void;
  /** Called when the mapping has been removed or forgotten. */
  onGone?: () => void;
  /** Called with whether something is open or under way that must not vanish. */
  onHold?: OnHold;
}) {
  const { mapping, onMapping, onGone } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const onHold = useHoldOfAny(props.onHold);
  const policy = useRolePolicy(mapping);
  const history = useMappingHistory(mapping);
  const environment = stringifyEnvironmentRef(mapping.environment);
  const id = useId();

  return (
    <article aria-labelledby={id} className={styles.details}>
      <div>
        <MappingHeader id={id} environment={environment} mapping={mapping} />
        <MappingActions
          environment={environment}
          mapping={mapping}
          onMapping={onMapping}
          onGone={onGone}
          onHold={onHold}
          variant="full"
        />
      </div>
      <MappingFacts environment={environment} mapping={mapping} />
      <TrustReportView
        report={mapping.trust}
        environment={environment}
        trustPolicy={policy.kind === 'known' ? policy.trustPolicy : undefined}
        policyNotice={<PolicyNotice policy={policy} />}
        renderFindingAction={finding => (
          <FindingActions
            mapping={mapping}
            finding={finding}
            onMapping={onMapping}
            onHold={onHold}
          />
        )}
      />
      {mapping.acceptances && mapping.acceptances.length > 0 && (
        <Section title={t('mapping.acceptances')} level={3}>
          <AcceptanceList mapping={mapping} />
        </Section>
      )}
      <Section title={t('mapping.history')} level={3}>
        <History
          items={history.items}
          error={history.error}
          onRetry={history.retry}
          earlier={history.earlier}
          onShowEarlier={history.readEarlier}
        />
      </Section>
    </article>
  );
}
