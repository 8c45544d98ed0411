import { useEntity } from '@backstage/plugin-catalog-react';
import { useSearchParams } from 'react-router-dom';
import { useCreateRoleHref } from '../../hooks/useCreateRoleHref';
import { useTrustRows } from '../../hooks/useTrustRows';
import { MAPPING_PARAM } from '../../model/mapping/mappingParam';
import {
  EmptyTrust,
  LoadingTrust,
  UnreadTrust,
} from '../EntityEscTrustCard/states';
import styles from './EntityTrustTab.module.css';
import { TabContent } from './TabContent';

/** The tab "AWS trust" of the entity of the page. */
export function EntityTrustTab() {
  const { entity } = useEntity();
  const { loading, error, unread, rows, retry, update, hold } =
    useTrustRows(entity);
  const createRoleHref = useCreateRoleHref(entity);
  const [params] = useSearchParams();

  if (error && !loading) {
    return (
      <div className={styles.state}>
        <UnreadTrust error={error} onRetry={retry} />
      </div>
    );
  }
  if (loading && rows.length === 0) {
    return (
      <div className={styles.state}>
        <LoadingTrust />
      </div>
    );
  }
  if (rows.length === 0) {
    return (
      <div className={styles.state}>
        <EmptyTrust createRoleHref={createRoleHref} />
      </div>
    );
  }
  return (
    <TabContent
      rows={rows}
      chosen={params.get(MAPPING_PARAM) ?? undefined}
      createRoleHref={createRoleHref}
      onMapping={update}
      onGone={retry}
      onHold={hold}
      unread={unread}
      onRetry={retry}
    />
  );
}
