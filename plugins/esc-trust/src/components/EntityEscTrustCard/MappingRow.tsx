import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { decisiveMessage } from '../../model/report/decisiveMessage';
import { roleName } from '../../model/roles/roleName';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import { CopyButton } from '../elements/CopyButton';
import styles from './MappingRow.module.css';
import { RowHeader } from './RowHeader';
import { StaleHint } from '../elements/StaleHint';
import { StatusBadge } from '../elements/StatusBadge';
import text from '../elements/text.module.css';

/** One login of an environment, its role, and whether that is as it should be. */
export function MappingRow(props: {
  environment: string;
  /** Named when the environment has several. */
  login?: string;
  mapping: Mapping;
  /** Where it is told in full. */
  href?: string;
}) {
  const { environment, login, mapping, href } = props;
  const { accountId, roleArn, stale, trust } = mapping;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { subject } = trust.claims;

  return (
    <>
      <RowHeader
        name={environment}
        login={login}
        href={href}
        badge={
          <StatusBadge status={trust.status}>
            {t(`status.${trust.status}`)}
          </StatusBadge>
        }
      />
      <Text as="p" className={text.message}>
        {decisiveMessage(trust) ?? t(`calm.${trust.status}`)}
      </Text>
      <dl className={styles.facts}>
        <dt className={text.quiet}>{t('card.role')}</dt>
        <dd>
          {roleArn && accountId ? (
            <>
              <span title={roleArn}>
                {t('card.roleInAccount', {
                  role: roleName(roleArn),
                  account: accountId,
                })}
              </span>
              <CopyButton
                label={t('copy.role', { environment })}
                text={roleArn}
              />
            </>
          ) : (
            t('card.roleUnknown')
          )}
        </dd>
        {subject && (
          <>
            <dt className={text.quiet}>{t('card.subject')}</dt>
            <dd>
              <code className={styles.subject}>
                <BreakableText text={subject} />
              </code>
              <CopyButton
                label={t('copy.subject', { environment })}
                text={subject}
              />
            </dd>
          </>
        )}
      </dl>
      {stale && <StaleHint {...stale} />}
    </>
  );
}
