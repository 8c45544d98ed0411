import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { escTrustMappingAssessPermission } from '@internal/backstage-plugin-esc-trust-common';
import { useRef } from 'react';
import {
  BulkAssessment,
  BulkFailure,
  failedCount,
} from '../../model/fleet/bulkAssessment';
import { escTrustTranslationRef } from '../../translation';
import styles from './BulkAssess.module.css';

/** How the assessment of the selected mappings is going, and what came of it. */
export function BulkOutcome(props: {
  bulk?: BulkAssessment;
  onCancel: () => void;
  onClose: () => void;
}) {
  const { bulk, onCancel, onClose } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  // The buttons go with what they are about: the focus stays in the place.
  const place = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={place}
      role="group"
      aria-label={t('fleet.assessingLabel')}
      tabIndex={-1}
      className={styles.place}
    >
      {bulk?.running && (
        <Progress
          bulk={bulk}
          onCancel={() => {
            onCancel();
            place.current?.focus();
          }}
        />
      )}
      {/* Always there, so that screen readers hear what comes. */}
      <div role="status">
        {bulk && !bulk.running && (
          <Alert
            icon
            status={failedCount(bulk) > 0 ? 'warning' : 'success'}
            title={
              bulk.cancelled
                ? t('fleet.assessedOf', bulk)
                : t('fleet.assessed', { count: bulk.done })
            }
            description={<Details bulk={bulk} />}
            customActions={
              <Button
                size="small"
                variant="tertiary"
                onPress={() => {
                  onClose();
                  place.current?.focus();
                }}
              >
                {t('fleet.close')}
              </Button>
            }
          />
        )}
      </div>
    </div>
  );
}

function Progress(props: { bulk: BulkAssessment; onCancel: () => void }) {
  const { bulk, onCancel } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const done = bulk.done + failedCount(bulk);
  return (
    <div className={styles.running}>
      <progress
        aria-label={t('fleet.assessingLabel')}
        className={styles.progress}
        value={done}
        max={bulk.total}
      />
      <Text variant="body-small">
        {t('fleet.assessing', { done, total: bulk.total })}
      </Text>
      <Button size="small" variant="secondary" onPress={onCancel}>
        {t('fleet.cancel')}
      </Button>
    </div>
  );
}

function Details({ bulk }: { bulk: BulkAssessment }) {
  const { done, changed, stale, failures } = bulk;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const reasonOf = ({ kind, reason }: BulkFailure) => {
    switch (kind) {
      case 'denied':
        return t('fleet.failedDenied', {
          permission: escTrustMappingAssessPermission.name,
        });
      case 'gone':
        return t('fleet.failedGone');
      default:
        return reason;
    }
  };
  return (
    <ul className={styles.outcome}>
      {done > 0 && (
        <li>
          {changed > 0
            ? t('fleet.changed', { count: changed })
            : t('fleet.unchanged')}
        </li>
      )}
      {stale > 0 && <li>{t('fleet.staleSome', { count: stale })}</li>}
      {failures.map(failure => (
        <li key={`${failure.kind} ${failure.reason}`}>
          {t('fleet.failed', {
            count: failure.count,
            reason: reasonOf(failure),
          })}
        </li>
      ))}
    </ul>
  );
}
