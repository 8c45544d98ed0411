import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon, Text } from '@backstage/ui';
import { Account } from '@internal/backstage-plugin-esc-trust-common';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import { useRoleList } from '../../hooks/useRoleList';
import { ageOf } from '../../model/age';
import { escTrustTranslationRef } from '../../translation';
import { Notice } from '../elements/Notice';
import text from '../elements/text.module.css';
import styles from './RoleList.module.css';
import { RoleTable } from './RoleTable';
import { FailedRoles, LoadingRoles } from './states';

/** The roles of one account, page by page. */
export function RoleList(props: {
  account: Account;
  q: string;
  onClear: () => void;
}) {
  const { account, q, onClear } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { page, onNext, onPrevious } = useRoleList(account.accountId, q);
  const { value, error } = page;
  if (error) {
    return <FailedRoles error={error} onRetry={page.retry} />;
  }
  if (!value) {
    return <LoadingRoles />;
  }
  if (value.items.length === 0 && !page.loading) {
    const nothing = account.lastGoodAt ? 'roles.empty' : 'roles.emptyUnread';
    return q ? (
      <Notice title={t('roles.noMatch', { q })}>
        <Button size="small" variant="secondary" onPress={onClear}>
          {t('roles.clear')}
        </Button>
      </Notice>
    ) : (
      <Notice title={t(nothing)} />
    );
  }
  return (
    <>
      <RoleTable
        account={account.accountId}
        roles={value.items}
        isOld={page.isOld}
      />
      <div className={styles.footer}>
        <Text variant="body-small" className={text.quiet}>
          {account.lastGoodAt && <LastRead at={account.lastGoodAt} />}
        </Text>
        {(onNext || onPrevious) && (
          <nav aria-label={t('roles.pages')} className={styles.pages}>
            <ButtonIcon
              size="small"
              variant="secondary"
              aria-label={t('roles.previous')}
              icon={<RiArrowLeftSLine />}
              isDisabled={!onPrevious}
              onPress={onPrevious}
            />
            <ButtonIcon
              size="small"
              variant="secondary"
              aria-label={t('roles.next')}
              icon={<RiArrowRightSLine />}
              isDisabled={!onNext}
              onPress={onNext}
            />
          </nav>
        )}
      </div>
    </>
  );
}

function LastRead({ at }: { at: string }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { value, unit } = ageOf(at);
  return (
    <>
      {t('roles.lastRead', {
        age: value,
        formatParams: { age: { range: unit, numeric: 'auto' } },
      })}
    </>
  );
}
