import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { TrustRow } from '../../model/entity/trustRows';
import { escTrustTranslationRef } from '../../translation';
import { CreateRoleLink } from '../EntityEscTrustCard/CreateRoleLink';
import { MappingDetails } from '../MappingDetails';
import styles from './EntityTrustTab.module.css';
import { RowList } from './RowList';

/** The rows of an entity, and the one that is chosen in full. */
export function TabContent(props: {
  rows: TrustRow[];
  /** ID of a mapping. */
  chosen?: string;
  createRoleHref?: (environment?: string) => string;
  onMapping: (mapping: Mapping) => void;
  onGone: () => void;
}) {
  const { rows, chosen, createRoleHref, onMapping, onGone } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const mappings = rows.flatMap(row =>
    row.kind === 'mapping' ? row.mapping : [],
  );
  const wanted = mappings.find(({ id }) => id === chosen);
  const shown = wanted ?? mappings[0];

  return (
    <div className={styles.frame}>
      {chosen && !wanted && (
        <Alert status="info" icon title={t('tab.elsewhere')} />
      )}
      <div className={styles.sides}>
        {/* One alone needs no list. */}
        {rows.length > 1 || !shown ? (
          <RowList
            rows={rows}
            shown={shown?.id}
            createRoleHref={createRoleHref}
          />
        ) : null}
        {shown && (
          <MappingDetails
            key={shown.id}
            mapping={shown}
            onMapping={onMapping}
            onGone={onGone}
          />
        )}
      </div>
      {createRoleHref && (
        <div className={styles.more}>
          <CreateRoleLink href={createRoleHref()} />
        </div>
      )}
    </div>
  );
}
