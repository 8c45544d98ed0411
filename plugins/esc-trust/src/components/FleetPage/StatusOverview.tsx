import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader, Skeleton, Text } from '@backstage/ui';
import { Summary } from '@internal/backstage-plugin-esc-trust-common';
import { memo, useId } from 'react';
import { toggled } from '../../model/fleet/fleetFilters';
import {
  ACCESSES,
  EXPOSURES,
  FilterName,
  FleetQuery,
  STATUSES,
} from '../../model/fleet/fleetQuery';
import { escTrustTranslationRef } from '../../translation';
import { StatusBadge } from '../elements/StatusBadge';
import text from '../elements/text.module.css';
import { CountLink } from './CountLink';
import { PanelError } from './PanelError';
import styles from './StatusOverview.module.css';

/**
 * How the mappings are, at a glance. The list says what the bar shows, and each
 * of its entries narrows the page down.
 */
export const StatusOverview = memo(
  (props: {
    summary?: Summary;
    /** Others are on their way. */
    isOld: boolean;
    error?: Error;
    onRetry: () => void;
    query: FleetQuery;
    hrefOf: (query: FleetQuery) => string;
  }) => {
    const { summary, isOld, error, onRetry } = props;
    const { t } = useTranslationRef(escTrustTranslationRef);
    const headingId = useId();
    return (
      <Card role="region" aria-labelledby={headingId}>
        <CardHeader>
          <Text as="h2" id={headingId} variant="title-x-small" weight="bold">
            {t('fleet.overview')}
          </Text>
        </CardHeader>
        <CardBody>
          {error && (
            <PanelError
              title={t('fleet.overviewError')}
              error={error}
              onRetry={onRetry}
            />
          )}
          {!error && !summary && (
            <div role="status" aria-label={t('fleet.overviewLoading')}>
              <Skeleton width="100%" height={12} />
              <br />
              <Skeleton width="60%" height={20} />
            </div>
          )}
          {!error && summary && (
            <div aria-busy={isOld} className={isOld ? styles.old : undefined}>
              <StatusBar summary={summary} />
              <Counts {...props} summary={summary} />
            </div>
          )}
        </CardBody>
      </Card>
    );
  },
);

/** Says nothing that the list doesn't. */
function StatusBar({ summary }: { summary: Summary }) {
  const shown = STATUSES.filter(status => summary.status[status] > 0);
  return (
    <div aria-hidden className={styles.bar}>
      {shown.length === 0 && <div className={styles.none} />}
      {shown.map(status => (
        <div
          key={status}
          className={`${styles.part} ${styles[status]}`}
          style={{ flexGrow: summary.status[status] }}
        />
      ))}
    </div>
  );
}

function Counts(props: {
  summary: Summary;
  query: FleetQuery;
  hrefOf: (query: FleetQuery) => string;
}) {
  const { summary, query, hrefOf } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const linkTo = (name: FilterName, value: string) => ({
    href: hrefOf(toggled(query, { name, value })),
    isChosen: query.filters[name]?.includes(value) ?? false,
  });
  return (
    <>
      <ul className={styles.counts} aria-label={t('fleet.overview')}>
        {STATUSES.map(status => (
          <li key={status}>
            <CountLink
              label={
                <StatusBadge status={status}>
                  {t(`status.${status}`)}
                </StatusBadge>
              }
              count={summary.status[status]}
              {...linkTo('status', status)}
            />
          </li>
        ))}
      </ul>
      <dl className={styles.axes}>
        <dt>
          <Text variant="body-small" className={text.quiet}>
            {t('fleet.access')}
          </Text>
        </dt>
        <dd>
          <ul className={styles.counts} aria-label={t('fleet.access')}>
            {ACCESSES.map(access => (
              <li key={access}>
                <CountLink
                  label={t(`fleet.accessValue.${access}`)}
                  count={summary.access[access]}
                  {...linkTo('access', access)}
                />
              </li>
            ))}
          </ul>
        </dd>
        <dt>
          <Text variant="body-small" className={text.quiet}>
            {t('fleet.exposure')}
          </Text>
        </dt>
        <dd>
          <ul className={styles.counts} aria-label={t('fleet.exposure')}>
            {EXPOSURES.map(exposure => (
              <li key={exposure}>
                <CountLink
                  label={t(`fleet.exposureValue.${exposure}`)}
                  count={summary.exposure[exposure]}
                  {...linkTo('exposure', exposure)}
                />
              </li>
            ))}
          </ul>
        </dd>
      </dl>
    </>
  );
}
