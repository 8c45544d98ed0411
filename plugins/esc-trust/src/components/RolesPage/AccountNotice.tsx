import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { Account } from '@internal/backstage-plugin-esc-trust-common';
import { ageOf } from '../../model/age';
import { escTrustTranslationRef } from '../../translation';

/** Says that an account can't be read, why, and how old the rest is. */
export function AccountNotice({ account }: { account: Account }) {
  const { failure, lastGoodAt } = account;
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (!failure) {
    return null;
  }
  const reason = /[.!?]$/.test(failure.reason)
    ? failure.reason
    : `${failure.reason}.`;
  const age = lastGoodAt ? ageOf(lastGoodAt) : undefined;
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('roles.accountFailing')}
      description={
        age
          ? t('roles.accountFailingDetail', {
              reason,
              age: age.value,
              formatParams: { age: { range: age.unit, numeric: 'auto' } },
            })
          : t('roles.accountNever', { reason })
      }
    />
  );
}
