import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Cell,
  Column,
  Link,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
  Text,
} from '@backstage/ui';
import { Access } from '@internal/backstage-plugin-esc-trust-common';
import { useState } from 'react';
import { useWitnessLabel } from '../../hooks/useWitnessLabel';
import { messageOf } from '../../model/errors/messageOf';
import { RoleAccess } from '../../model/roles/roleAccess';
import { mappingRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import text from '../elements/text.module.css';
import { Tone, ToneBadge } from '../TrustReport/ToneBadge';
import styles from './AccessTable.module.css';

const COLUMNS = ['who', 'verdict', 'intended', 'how'] as const;

/** More rows than this are shown on request. */
const STEP = 25;

const TONES: Record<Access, Tone> = {
  works: 'info',
  conditional: 'depends',
  fails: 'bad',
  unknown: 'unknown',
};

/** Everybody who can assume a role: what the graph shows, and all it leaves out. */
export function AccessTable(props: { role: string; access: RoleAccess[] }) {
  const { role, access } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const [limit, setLimit] = useState(STEP);
  const contentOf = (one: RoleAccess, column: (typeof COLUMNS)[number]) => {
    switch (column) {
      case 'who':
        return <Who {...one} />;
      case 'verdict':
        return (
          <ToneBadge tone={TONES[one.access]}>
            {t(`roles.access.value.${one.access}`)}
          </ToneBadge>
        );
      case 'intended':
        return one.isIntended ? (
          <ToneBadge tone="good">{t('roles.access.yes')}</ToneBadge>
        ) : (
          <ToneBadge tone="warning">{t('roles.access.no')}</ToneBadge>
        );
      default:
        return <How {...one} />;
    }
  };
  if (access.length === 0) {
    return <Text as="p">{t('roles.access.empty')}</Text>;
  }
  const rest = access.length - limit;
  return (
    <>
      <div className={styles.scroll}>
        <TableRoot
          aria-label={t('roles.access.table', { role })}
          className={styles.table}
        >
          <TableHeader>
            {COLUMNS.map(column => (
              <Column
                key={column}
                id={column}
                isRowHeader={column === 'who'}
                className={styles[`column-${column}`]}
              >
                {t(`roles.access.${column}`)}
              </Column>
            ))}
          </TableHeader>
          <TableBody items={access.slice(0, limit)}>
            {one => (
              <Row id={one.id}>
                {COLUMNS.map(column => (
                  <Cell key={column}>{contentOf(one, column)}</Cell>
                ))}
              </Row>
            )}
          </TableBody>
        </TableRoot>
      </div>
      {rest > 0 && (
        <Button
          size="small"
          variant="secondary"
          className={styles.more}
          onPress={() => setLimit(limit + STEP)}
        >
          {t('roles.access.showMore', { count: Math.min(STEP, rest) })}
        </Button>
      )}
    </>
  );
}

function Who({ who }: RoleAccess) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const mappingPage = useRouteRef(mappingRouteRef);
  const labelOf = useWitnessLabel();
  if (who.kind === 'others') {
    return (
      <div className={styles.who}>
        <Text weight="bold">{labelOf(who.sentence)}</Text>
        <Text as="p" variant="body-small" className={styles.detail}>
          {who.witness.why}
        </Text>
      </div>
    );
  }
  return (
    <div className={styles.who}>
      <Link href={mappingPage({ id: who.mapping.id })}>
        <BreakableText text={who.name} />
      </Link>
      {who.login && (
        <Text
          as="p"
          variant="body-small"
          className={`${text.quiet} ${styles.detail}`}
        >
          {t('roles.access.login', { login: who.login })}
        </Text>
      )}
    </div>
  );
}

/** By which way of opening, and by which statement. */
function How({ who, openings, statements }: RoleAccess) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const ways =
    who.kind === 'others'
      ? t('roles.access.anyOpening')
      : openings.map(kind => t(`roles.access.opening.${kind}`)).join(', ');
  return (
    <div className={styles.who}>
      <Text as="p" className={ways ? undefined : text.quiet}>
        {ways || t('roles.access.none')}
      </Text>
      {statements.length > 0 && (
        <Text
          as="p"
          variant="body-small"
          className={`${text.quiet} ${styles.detail}`}
        >
          {t('roles.access.statement', { statements: statements.join(', ') })}
        </Text>
      )}
    </div>
  );
}

/** The mappings that are not in the table yet. */
export function LoadMore(props: {
  loaded: number;
  total: number;
  loading: boolean;
  error?: Error;
  onLoad: () => void;
}) {
  const { loaded, total, loading, error, onLoad } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (loaded >= total) {
    return null;
  }
  return (
    <div className={styles.load}>
      <Text variant="body-small" role="status">
        {error
          ? t('roles.access.loadError', { reason: messageOf(error) })
          : t('roles.access.loaded', { loaded, total })}
      </Text>
      <Button
        size="small"
        variant="secondary"
        isPending={loading}
        onPress={onLoad}
      >
        {t('roles.access.loadAll', { total })}
      </Button>
    </div>
  );
}
