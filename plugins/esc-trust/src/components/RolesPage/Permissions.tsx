import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { RoleDetails } from '@internal/backstage-plugin-esc-trust-common';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import text from '../elements/text.module.css';
import styles from './RoleFacts.module.css';

/** What a role may do: all policies that say so, and what narrows them. */
export function Permissions({ role }: { role: RoleDetails }) {
  const { live, liveFailure = '' } = role;
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (!live) {
    return (
      <Text as="p" className={text.quiet}>
        {t('roles.permissionsUnread', { reason: liveFailure })}
      </Text>
    );
  }
  const { managedPolicyArns, inlinePolicies, permissionsBoundaryArn } = live;
  const inline = Object.entries(inlinePolicies);
  return (
    <dl className={styles.facts}>
      <dt className={text.quiet}>{t('roles.graph.managed')}</dt>
      <dd>
        {managedPolicyArns.length === 0 && t('roles.boundaryNone')}
        <ul className={styles.list}>
          {managedPolicyArns.map(arn => (
            <li key={arn}>
              <code className={styles.code}>
                <BreakableText text={arn} />
              </code>
            </li>
          ))}
        </ul>
      </dd>
      <dt className={text.quiet}>{t('roles.graph.inline')}</dt>
      <dd>
        {inline.length === 0 && t('roles.boundaryNone')}
        {inline.map(([name, policy]) => (
          <details key={name} className={styles.inline}>
            <summary>{name}</summary>
            <pre>{laidOut(policy)}</pre>
          </details>
        ))}
      </dd>
      <dt className={text.quiet}>{t('roles.graph.boundary')}</dt>
      <dd>
        {permissionsBoundaryArn ? (
          <code className={styles.code}>
            <BreakableText text={permissionsBoundaryArn} />
          </code>
        ) : (
          t('roles.boundaryNone')
        )}
      </dd>
    </dl>
  );
}

/** In lines, when it is JSON. */
function laidOut(policy: string): string {
  try {
    return JSON.stringify(JSON.parse(policy), null, 2);
  } catch {
    return policy;
  }
}
