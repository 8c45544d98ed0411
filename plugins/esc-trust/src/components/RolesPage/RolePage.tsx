import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink, Card, CardBody, Link, Text } from '@backstage/ui';
import { RiExternalLinkLine, RiFlaskLine } from '@remixicon/react';
import { ReactNode, useMemo } from 'react';
import { useParams } from 'react-router-dom';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { LoadedRole, useRole } from '../../hooks/useRole';
import { awsConsoleUrl } from '../../model/consoleLinks';
import { isNotFound } from '../../model/errors/isNotFound';
import { roleAccess } from '../../model/roles/roleAccess';
import { policyLabRouteRef, rolesRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import { Notice } from '../elements/Notice';
import text from '../elements/text.module.css';
import { UnreadHint } from '../elements/UnreadHint';
import { PolicyView } from '../TrustReport';
import { AccessTable, LoadMore } from './AccessTable';
import { AccountNotice } from './AccountNotice';
import { ExposureBadge } from './ExposureBadge';
import { Permissions } from './Permissions';
import { RoleFacts } from './RoleFacts';
import { RoleGraphView } from './RoleGraphView';
import styles from './RolePage.module.css';
import { FailedRoles, LoadingRoles } from './states';

/** One role: who can assume it, and what that gives them. */
export function RolePage() {
  const { accountId = '', roleName = '' } = useParams();
  const { t } = useTranslationRef(escTrustTranslationRef);
  const list = useRouteRef(rolesRouteRef)();
  const loaded = useRole(accountId, roleName);
  useDocumentTitle('roles', roleName);
  const { value, error, unread, retry } = loaded;
  const content = () => {
    if (error && isNotFound(error)) {
      return (
        <Notice
          title={t('roles.notFound', { name: roleName })}
          detail={t('roles.notFoundDetail', { account: accountId })}
        />
      );
    }
    if (error) {
      return <FailedRoles error={error} onRetry={retry} />;
    }
    // Another role's until the first answer.
    if (value?.role.accountId !== accountId || value.role.name !== roleName) {
      return <LoadingRoles />;
    }
    return (
      <>
        <UnreadHint unread={unread} onRetry={retry} />
        <RoleView {...value} more={loaded.more} loadAll={loaded.loadAll} />
      </>
    );
  };
  return (
    <div className={styles.page}>
      <Text as="p" variant="body-small">
        <Link href={`${list}?${new URLSearchParams({ account: accountId })}`}>
          {t('roles.all', { account: accountId })}
        </Link>
      </Text>
      {content()}
    </div>
  );
}

function RoleView(
  props: LoadedRole & {
    more: { loading: boolean; error?: Error };
    loadAll: () => void;
  },
) {
  const { role, account, mappings, more, loadAll } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const lab = useRouteRef(policyLabRouteRef)();
  const access = useMemo(() => roleAccess(role, mappings), [role, mappings]);
  const consoleUrl = role.exists ? awsConsoleUrl(role.roleArn) : undefined;
  const unloaded = Math.max(0, role.totalMappings - mappings.length);
  const labQuery = new URLSearchParams({
    role: `${role.accountId}/${role.name}`,
  });
  return (
    <>
      <div className={styles.header}>
        <Text
          as="h2"
          variant="title-small"
          weight="bold"
          className={styles.name}
        >
          {role.name}
        </Text>
        <ExposureBadge verdict={role.exposure.verdict} />
        <div className={styles.actions}>
          <ButtonLink
            size="small"
            variant="secondary"
            iconStart={<RiFlaskLine />}
            href={`${lab}?${labQuery}`}
          >
            {t('roles.openLab')}
          </ButtonLink>
          {consoleUrl && (
            <ButtonLink
              size="small"
              variant="secondary"
              iconEnd={<RiExternalLinkLine />}
              href={consoleUrl}
              target="_blank"
              rel="noopener noreferrer"
            >
              {t('roles.openConsole')}
            </ButtonLink>
          )}
        </div>
      </div>
      {account && <AccountNotice account={account} />}
      {!role.exists && (
        <Alert status="warning" icon title={t('roles.missing')} />
      )}
      {role.exposure.verdict === 'undecided' && (
        <Alert status="info" icon title={t('roles.graph.undecided')} />
      )}
      <Part title={t('roles.graph.title')}>
        <RoleGraphView role={role} access={access} unloaded={unloaded} />
      </Part>
      <Part title={t('roles.whoTitle')}>
        <AccessTable role={role.name} access={access} />
        <LoadMore
          loaded={mappings.length}
          total={role.totalMappings}
          {...more}
          onLoad={loadAll}
        />
      </Part>
      <div className={styles.sides}>
        <Part title={t('roles.policy')}>
          {role.trustPolicy ? (
            <PolicyView policy={role.trustPolicy} />
          ) : (
            <Text as="p" className={text.quiet}>
              {role.exists ? t('roles.policyHidden') : t('roles.policyMissing')}
            </Text>
          )}
        </Part>
        <div className={styles.side}>
          <Part title={t('roles.facts')}>
            <RoleFacts role={role} account={account} />
          </Part>
          <Part title={t('roles.permissions')}>
            <Permissions role={role} />
          </Part>
        </div>
      </div>
    </>
  );
}

function Part(props: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardBody>
        <Text
          as="h3"
          variant="title-x-small"
          weight="bold"
          className={styles.title}
        >
          {props.title}
        </Text>
        {props.children}
      </CardBody>
    </Card>
  );
}
