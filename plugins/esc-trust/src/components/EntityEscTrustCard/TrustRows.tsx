import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { useRef, useState } from 'react';
import { mappingHref } from '../../model/mapping/mappingParam';
import { rowKey, TrustRow } from '../../model/entity/trustRows';
import { escTrustTranslationRef } from '../../translation';
import { MappingActions } from '../MappingActions';
import { MappingRow } from './MappingRow';
import { MalformedRow, UnmappedRow } from './NoticeRow';
import styles from './TrustRows.module.css';

/** More rows than this are shown on request. */
const SHOWN_ROWS = 6;

/** The environments of an entity with their roles, one below the other. */
export function TrustRows(props: {
  rows: TrustRow[];
  /** Path of the tab that tells them in full. */
  tab?: string;
  createRoleHref?: (environment?: string) => string;
  /** Called with a mapping that is different now. */
  onMapping: (mapping: Mapping) => void;
  /** Called when a mapping has been removed or forgotten. */
  onGone: () => void;
  /** Called with whether something is open about a mapping. */
  onHold: (mapping: Mapping, isHeld: boolean) => void;
}) {
  const { rows, tab, createRoleHref, onMapping, onGone, onHold } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const [expanded, setExpanded] = useState(false);
  const shown = expanded ? rows : rows.slice(0, SHOWN_ROWS);
  const list = useRef<HTMLUListElement>(null);

  return (
    <>
      <ul
        ref={list}
        tabIndex={-1}
        className={styles.rows}
        aria-label={t('card.rows')}
      >
        {shown.map(row => (
          <li key={rowKey(row)} className={styles.row}>
            {row.kind === 'mapping' && (
              <>
                <MappingRow
                  {...row}
                  href={tab && mappingHref(tab, row.mapping.id)}
                />
                <MappingActions
                  {...row}
                  onMapping={onMapping}
                  onHold={isHeld => onHold(row.mapping, isHeld)}
                  onGone={() => {
                    // The row takes its buttons along, and the focus.
                    list.current?.focus();
                    onGone();
                  }}
                />
              </>
            )}
            {row.kind === 'malformed' && <MalformedRow entry={row.entry} />}
            {row.kind === 'unmapped' && (
              <UnmappedRow
                environment={row.environment}
                createRoleHref={createRoleHref?.(row.environment)}
              />
            )}
          </li>
        ))}
      </ul>
      {rows.length > SHOWN_ROWS && (
        <Button
          variant="secondary"
          size="small"
          className={styles.more}
          aria-expanded={expanded}
          onPress={() => setExpanded(!expanded)}
        >
          {expanded
            ? t('card.showFewer')
            : t('card.showAll', { total: rows.length })}
        </Button>
      )}
    </>
  );
}
