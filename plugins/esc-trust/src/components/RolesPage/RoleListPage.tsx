import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, SearchField, Text } from '@backstage/ui';
import { Account } from '@internal/backstage-plugin-esc-trust-common';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import useDebounce from 'react-use/esm/useDebounce';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { useAccounts } from '../../hooks/useRoleList';
import { escTrustTranslationRef } from '../../translation';
import { Notice } from '../elements/Notice';
import { AccountNotice } from './AccountNotice';
import { RoleList } from './RoleList';
import styles from './RoleList.module.css';
import { FailedRoles, LoadingRoles } from './states';

/** Who pauses for that long wants to see what is found. */
const PAUSE_MS = 300;

/** No role has a longer name. */
const LONGEST_NAME = 64;

/** The roles of an account, which the URL names. */
export function RoleListPage() {
  useDocumentTitle('roles');
  const { t } = useTranslationRef(escTrustTranslationRef);
  const accounts = useAccounts();
  if (accounts.error) {
    return <FailedRoles error={accounts.error} onRetry={accounts.retry} />;
  }
  if (!accounts.value) {
    return <LoadingRoles />;
  }
  if (accounts.value.length === 0) {
    return (
      <Notice
        title={t('roles.noAccounts')}
        detail={t('roles.noAccountsDetail')}
      />
    );
  }
  return <RolesOfAccount accounts={accounts.value} />;
}

function RolesOfAccount({ accounts }: { accounts: Account[] }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const [params, setParams] = useSearchParams();
  const accountId = params.get('account') ?? accounts[0].accountId;
  const q = params.get('q') ?? '';
  const account = accounts.find(one => one.accountId === accountId);
  const show = (next: { account?: string; q: string }, replace: boolean) =>
    setParams(
      {
        account: next.account ?? accountId,
        ...(next.q ? { q: next.q } : {}),
      },
      { replace },
    );
  return (
    <div className={styles.page}>
      <Text as="h2" variant="title-x-small" weight="bold">
        {t('roles.title')}
      </Text>
      <div className={styles.toolbar}>
        <Select
          size="small"
          className={styles.account}
          aria-label={t('roles.account')}
          options={accounts.map(one => ({
            value: one.accountId,
            label: one.title
              ? t('roles.accountTitled', {
                  title: one.title,
                  id: one.accountId,
                })
              : t('roles.accountUntitled', { id: one.accountId }),
          }))}
          value={account ? accountId : null}
          onChange={chosen => show({ account: String(chosen), q: '' }, false)}
        />
        <RoleSearch
          key={accountId}
          value={q}
          onSearch={text => show({ q: text }, true)}
        />
      </div>
      {account ? (
        <>
          <AccountNotice account={account} />
          <RoleList
            account={account}
            q={q}
            onClear={() => show({ q: '' }, false)}
          />
        </>
      ) : (
        <Notice
          title={t('roles.noSuchAccount', { account: accountId })}
          detail={t('roles.chooseAccount')}
        />
      )}
    </div>
  );
}

/** A search that is sent when the user pauses, and follows the URL. */
function RoleSearch(props: {
  value: string;
  onSearch: (text: string) => void;
}) {
  const { value, onSearch } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  const text = typed.trim().slice(0, LONGEST_NAME);
  if (seen !== value) {
    setSeen(value);
    if (text !== value) {
      setTyped(value);
    }
  }
  useDebounce(
    () => {
      if (text !== value) {
        onSearch(text);
      }
    },
    PAUSE_MS,
    [text],
  );
  return (
    <SearchField
      size="small"
      className={styles.search}
      aria-label={t('roles.search')}
      placeholder={t('roles.searchPlaceholder')}
      value={typed}
      onChange={setTyped}
    />
  );
}
