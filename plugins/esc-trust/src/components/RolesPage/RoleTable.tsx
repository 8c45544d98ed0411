import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Cell,
  Column,
  Link,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
  Text,
} from '@backstage/ui';
import { ListedRole } from '@internal/backstage-plugin-esc-trust-common';
import { roleRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import { EntityName } from '../elements/EntityName';
import { StatusBadge } from '../elements/StatusBadge';
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
  roles: ListedRole[];
  /** Another page is on its way. */
  isOld: boolean;
}) {
  const { account, roles, isOld } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const rolePage = useRouteRef(roleRouteRef);
  const contentOf = (
    role: ListedRole,
    column: (typeof COLUMNS)[number]['id'],
  ) => {
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
        return <RoleMappings role={role} />;
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
        <TableBody items={roles.map(role => ({ id: role.roleArn, role }))}>
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

/** How many there are, and how the worst of them fares. */
function RoleMappings({ role }: { role: ListedRole }) {
  const { totalMappings, worstStatus } = role;
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (totalMappings === undefined) {
    return <Text className={text.quiet}>{t('roles.mappingsHidden')}</Text>;
  }
  if (!worstStatus) {
    return <Text className={text.quiet}>{t('roles.mappingsNone')}</Text>;
  }
  return (
    <>
      <StatusBadge status={worstStatus}>
        {t(`status.${worstStatus}`)}
      </StatusBadge>
      <Text as="p" variant="body-small" className={styles.detail}>
        {t('roles.mappings', { count: totalMappings })}
      </Text>
    </>
  );
}
