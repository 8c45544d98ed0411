import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { useCreateRoleHref } from '../../hooks/useCreateRoleHref';
import { useTrustRows } from '../../hooks/useTrustRows';
import { isDenied } from '../../model/isDenied';
import { escTrustTranslationRef } from '../../translation';
import { CreateRoleLink } from './CreateRoleLink';
import styles from './EntityEscTrustCard.module.css';
import { DeniedTrust, EmptyTrust, FailedTrust, LoadingTrust } from './states';
import { StatusCounts } from './StatusCounts';
import { TrustRows } from './TrustRows';

/** Up to this many rows explain themselves without counts. */
const FEW_ROWS = 5;

/** The card "AWS trust" of the entity of the page. */
export function EntityEscTrustCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { loading, error, rows, retry, update } = useTrustRows(entity);
  const createRoleHref = useCreateRoleHref(entity);
  const title = t('card.title');

  if (loading || error) {
    return (
      <EntityInfoCard title={title}>
        {loading && <LoadingTrust />}
        {!loading && error && isDenied(error) && <DeniedTrust />}
        {!loading && error && !isDenied(error) && (
          <FailedTrust error={error} onRetry={retry} />
        )}
      </EntityInfoCard>
    );
  }
  if (rows.length === 0) {
    return (
      <EntityInfoCard title={title}>
        <EmptyTrust createRoleHref={createRoleHref} />
      </EntityInfoCard>
    );
  }
  return (
    <EntityInfoCard
      className={styles.card}
      title={title}
      headerActions={rows.length > FEW_ROWS && <StatusCounts rows={rows} />}
      footerActions={
        createRoleHref && <CreateRoleLink href={createRoleHref()} />
      }
    >
      <TrustRows
        rows={rows}
        createRoleHref={createRoleHref}
        onMapping={update}
      />
    </EntityInfoCard>
  );
}
