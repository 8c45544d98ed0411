import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import {
  Mapping,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { Unread } from '../../hooks/useLatest';
import { useShownMapping } from '../../hooks/useShownMapping';
import { TrustRow } from '../../model/entity/trustRows';
import { escTrustTranslationRef } from '../../translation';
import { CreateRoleLink } from '../EntityEscTrustCard/CreateRoleLink';
import { UnreadHint } from '../elements/UnreadHint';
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
  /** Called with whether something is open about a mapping. */
  onHold: (mapping: Mapping, isHeld: boolean) => void;
  /** The rows could not be read again. */
  unread?: Unread;
  onRetry: () => void;
}) {
  const { rows, chosen, createRoleHref, onMapping, onGone, onHold } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const mappings = rows.flatMap(row =>
    row.kind === 'mapping' ? row.mapping : [],
  );
  const { wanted, shown, gone } = useShownMapping(mappings, chosen);

  return (
    <div className={styles.frame}>
      {gone && (
        <Alert
          role="status"
          status="info"
          icon
          title={t('tab.gone', {
            environment: stringifyEnvironmentRef(gone.environment),
          })}
        />
      )}
      {chosen && !wanted && !gone && (
        <Alert status="info" icon title={t('tab.elsewhere')} />
      )}
      <UnreadHint unread={props.unread} onRetry={props.onRetry} />
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
            onHold={isHeld => onHold(shown, isHeld)}
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
