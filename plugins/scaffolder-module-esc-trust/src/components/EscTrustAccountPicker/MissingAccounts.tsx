import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { MissingReason, NamedAccount } from '../../model/accounts';
import { scaffolderEscTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';
import styles from './MissingAccounts.module.css';

/** Accounts that can't be chosen, each with the reason; folded away. */
export function MissingAccounts(props: {
  accounts: Array<NamedAccount & { reason: MissingReason }>;
}) {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  const { accounts } = props;
  if (accounts.length === 0) {
    return null;
  }
  return (
    <details className={`${styles.details} ${text.quiet}`}>
      <summary>{t('account.missingCount', { count: accounts.length })}</summary>
      <ul className={styles.accounts}>
        {accounts.map(({ accountId, title, reason }) => (
          <li key={accountId}>
            <Text variant="body-small" weight="bold">
              {title ? t('account.named', { title, accountId }) : accountId}
            </Text>
            {': '}
            {t(`account.missing.${reason}`)}
          </li>
        ))}
      </ul>
    </details>
  );
}
