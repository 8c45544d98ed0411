import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Link } from '@backstage/ui';
import { useCreateRoleHref } from '../../hooks/useCreateRoleHref';
import { useOptionalRouteRef } from '../../hooks/useOptionalRouteRef';
import { useTrustRows } from '../../hooks/useTrustRows';
import { entityContentRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import { CreateRoleLink } from './CreateRoleLink';
import { UnreadHint } from '../elements/UnreadHint';
import styles from './EntityEscTrustCard.module.css';
import { EmptyTrust, LoadingTrust, UnreadTrust } from './states';
import { StatusCounts } from './StatusCounts';
import { TrustRows } from './TrustRows';

/** Up to this many rows explain themselves without counts. */
const FEW_ROWS = 5;

/** The card "AWS trust" of the entity of the page. */
export function EntityEscTrustCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { loading, error, unread, rows, retry, update, hold } =
    useTrustRows(entity);
  const createRoleHref = useCreateRoleHref(entity);
  const tab = useOptionalRouteRef(entityContentRouteRef)?.();
  const title = t('card.title');

  if (loading || error) {
    return (
      <EntityInfoCard title={title}>
        {loading && <LoadingTrust />}
        {!loading && error && <UnreadTrust error={error} onRetry={retry} />}
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
        (tab || createRoleHref) && (
          <Flex gap="4">
            {tab && (
              <Link href={tab} variant="body-small">
                {t('card.details')}
              </Link>
            )}
            {createRoleHref && <CreateRoleLink href={createRoleHref()} />}
          </Flex>
        )
      }
    >
      <TrustRows
        rows={rows}
        tab={tab}
        createRoleHref={createRoleHref}
        onMapping={update}
        onGone={retry}
        onHold={hold}
      />
      <UnreadHint unread={unread} onRetry={retry} />
    </EntityInfoCard>
  );
}
