import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import {
  Mapping,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { ageOf } from '../../model/age';
import { decisiveMessage } from '../../model/decisiveMessage';
import { accountName, ownerName } from '../../model/filterWords';
import { roleName } from '../../model/roleName';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import { StaleHint } from '../elements/StaleHint';
import { StatusBadge } from '../elements/StatusBadge';
import text from '../elements/text.module.css';
import styles from './MappingsTable.module.css';

/** Where most logins stand; any other place is named. */
const USUAL_LOGIN = 'aws.login';

export function StatusCell({ mapping }: { mapping: Mapping }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { status } = mapping.trust;
  return <StatusBadge status={status}>{t(`status.${status}`)}</StatusBadge>;
}

/** Which environment, and the one thing to know about it. */
export function EnvironmentCell(props: { mapping: Mapping; href: string }) {
  const { mapping, href } = props;
  const { environment, loginPath, stale, trust } = mapping;
  const message =
    trust.status === 'trusted' ? undefined : decisiveMessage(trust);
  return (
    <>
      <Link href={href} variant="body-medium" className={styles.main}>
        <BreakableText text={stringifyEnvironmentRef(environment)} />
      </Link>
      {loginPath !== USUAL_LOGIN && (
        <Text variant="body-small" className={`${styles.detail} ${text.quiet}`}>
          {loginPath}
        </Text>
      )}
      {message && (
        <Text
          variant="body-small"
          title={message}
          className={`${styles.sentence} ${text.quiet}`}
        >
          {message}
        </Text>
      )}
      {stale && <StaleHint {...stale} />}
    </>
  );
}

export function RoleCell(props: {
  mapping: Mapping;
  accountTitles: ReadonlyMap<string, string>;
}) {
  const { roleArn, accountId } = props.mapping;
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (!roleArn || !accountId) {
    return (
      <Text variant="body-small" className={`${styles.detail} ${text.quiet}`}>
        {t('fleet.roleUnknown')}
      </Text>
    );
  }
  return (
    <>
      <Text variant="body-medium" className={styles.main}>
        {accountName(accountId, props.accountTitles)}
      </Text>
      <Text
        variant="body-small"
        title={roleArn}
        className={`${styles.detail} ${text.quiet}`}
      >
        {roleName(roleArn)}
      </Text>
    </>
  );
}

/** Whose it is, and where it is shown. */
export function OwnerCell({ mapping }: { mapping: Mapping }) {
  const { ownerRef, entityRefs } = mapping;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const [entityRef, ...more] = entityRefs;
  return (
    <>
      <Text variant="body-medium" className={styles.main}>
        {ownerRef ? (
          <EntityRefLink entityRef={ownerRef} className={styles.entity}>
            {ownerName(ownerRef)}
          </EntityRefLink>
        ) : (
          <span className={text.quiet}>{t('fleet.noOwner')}</span>
        )}
      </Text>
      {entityRef && (
        <Text variant="body-small" className={`${styles.detail} ${text.quiet}`}>
          <EntityRefLink entityRef={entityRef} className={styles.entity}>
            {entityRef.slice(entityRef.lastIndexOf('/') + 1)}
          </EntityRefLink>
          {more.length > 0 && (
            <span title={more.join(', ')}>
              {' '}
              {t('fleet.moreEntities', { more: more.length })}
            </span>
          )}
        </Text>
      )}
    </>
  );
}

export function UpdatedCell({ mapping }: { mapping: Mapping }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { value, unit } = ageOf(mapping.updatedAt);
  return (
    <Text
      variant="body-small"
      title={mapping.updatedAt}
      className={`${styles.detail} ${text.quiet}`}
    >
      {t('fleet.age', {
        age: value,
        formatParams: { age: { range: unit, numeric: 'auto' } },
      })}
    </Text>
  );
}
