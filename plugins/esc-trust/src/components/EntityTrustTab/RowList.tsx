import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { useLocation } from 'react-router-dom';
import { decisiveMessage } from '../../model/report/decisiveMessage';
import { mappingHref } from '../../model/mapping/mappingParam';
import { rowKey, TrustRow } from '../../model/entity/trustRows';
import { escTrustTranslationRef } from '../../translation';
import { MalformedRow, UnmappedRow } from '../EntityEscTrustCard/NoticeRow';
import { BreakableText } from '../elements/BreakableText';
import { StatusBadge } from '../elements/StatusBadge';
import text from '../elements/text.module.css';
import styles from './RowList.module.css';

/** All rows of an entity: mappings to choose from, and what has none. */
export function RowList(props: {
  rows: TrustRow[];
  /** ID of the mapping that is shown beside. */
  shown?: string;
  createRoleHref?: (environment?: string) => string;
}) {
  const { rows, shown, createRoleHref } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <nav aria-label={t('tab.mappings')}>
      <ul className={styles.rows}>
        {rows.map(row => (
          <li key={rowKey(row)} className={styles.row}>
            {row.kind === 'mapping' && (
              <MappingItem {...row} isShown={row.mapping.id === shown} />
            )}
            {row.kind === 'malformed' && (
              <div className={styles.notice}>
                <MalformedRow entry={row.entry} as="h2" />
              </div>
            )}
            {row.kind === 'unmapped' && (
              <div className={styles.notice}>
                <UnmappedRow
                  environment={row.environment}
                  createRoleHref={createRoleHref?.(row.environment)}
                  as="h2"
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function MappingItem(
  props: Extract<TrustRow, { kind: 'mapping' }> & { isShown: boolean },
) {
  const { environment, login, mapping, isShown } = props;
  const { id, trust } = mapping;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { pathname } = useLocation();
  const message = decisiveMessage(trust) ?? t(`calm.${trust.status}`);
  return (
    <Link
      href={mappingHref(pathname, id)}
      standalone
      aria-current={isShown ? 'true' : undefined}
      className={`${styles.item} ${isShown ? styles.shown : ''}`}
    >
      <Text weight="bold" className={styles.name}>
        <BreakableText text={environment} />
        {login && (
          <>
            {' '}
            <Text className={text.quiet}>{login}</Text>
          </>
        )}
      </Text>
      <StatusBadge status={trust.status}>
        {t(`status.${trust.status}`)}
      </StatusBadge>
      <Text variant="body-small" className={`${styles.message} ${text.quiet}`}>
        {message}
      </Text>
    </Link>
  );
}
