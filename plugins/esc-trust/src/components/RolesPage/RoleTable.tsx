import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Cell,
  Column,
  Link,
  Row,
  Skeleton,
  TableBody,
  TableHeader,
  TableRoot,
  Text,
} from '@backstage/ui';
import { Role } from '@internal/backstage-plugin-esc-trust-common';
import { roleRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import { EntityName } from '../elements/EntityName';
import text from '../elements/text.module.css';
import { ExposureBadge } from './ExposureBadge';
import styles from './RoleList.module.css';

const COLUMNS = [
  { id: 'name' },
  { id: 'exposure' },
  { id: 'mappings' },
  { id: 'owner' },
] as const;

/** One page of an account's roles. */
export function RoleTable(props: {
  account: string;
  roles: Role[];
  /** Another page is on its way. */
  isOld: boolean;
  /** By the names of the roles; undefined until they are counted. */
  counts?: Map<string, number>;
  countsFailed: boolean;
}) {
  const { account, roles, isOld, counts, countsFailed } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const rolePage = useRouteRef(roleRouteRef);
  const contentOf = (role: Role, column: (typeof COLUMNS)[number]['id']) => {
    const { accountId, name, ownerRef, exposure } = role;
    switch (column) {
      case 'name':
        return (
          <>
            <Link href={rolePage({ accountId, roleName: name })}>{name}</Link>
            {role.path !== '/' && (
              <Text
                as="p"
                variant="body-small"
                className={`${text.quiet} ${styles.detail}`}
              >
                {role.path}
              </Text>
            )}
            {!role.exists && (
              <Text
                as="p"
                variant="body-small"
                className={`${text.quiet} ${styles.detail}`}
              >
                {t('roles.missing')}
              </Text>
            )}
          </>
        );
      case 'exposure':
        return (
          <>
            <ExposureBadge verdict={exposure.verdict} />
            {exposure.witnesses.length > 0 && (
              <Text as="p" variant="body-small" className={styles.detail}>
                {exposure.witnesses[0].why}
              </Text>
            )}
          </>
        );
      case 'mappings':
        return <MappingCount count={counts?.get(name)} failed={countsFailed} />;
      default:
        return ownerRef ? (
          <EntityName entityRef={ownerRef} />
        ) : (
          <Text className={text.quiet}>{t('roles.noOwner')}</Text>
        );
    }
  };
  return (
    <div className={styles.scroll}>
      <TableRoot
        aria-label={t('roles.table', { account })}
        className={styles.table}
        stale={isOld}
      >
        <TableHeader>
          {COLUMNS.map(({ id }) => (
            <Column
              key={id}
              id={id}
              isRowHeader={id === 'name'}
              className={styles[`column-${id}`]}
            >
              {t(`roles.column.${id}`)}
            </Column>
          ))}
        </TableHeader>
        <TableBody
          items={roles.map(role => ({ id: role.roleArn, role }))}
          dependencies={[counts, countsFailed]}
        >
          {({ id, role }) => (
            <Row id={id}>
              {COLUMNS.map(column => (
                <Cell key={column.id}>{contentOf(role, column.id)}</Cell>
              ))}
            </Row>
          )}
        </TableBody>
      </TableRoot>
    </div>
  );
}

function MappingCount(props: { count?: number; failed: boolean }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (props.count !== undefined) {
    return <Text className={styles.count}>{props.count}</Text>;
  }
  return props.failed ? (
    <Text className={text.quiet}>{t('roles.countUnknown')}</Text>
  ) : (
    <Skeleton width={24} height={16} />
  );
}
