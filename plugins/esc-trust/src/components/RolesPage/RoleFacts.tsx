import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  Account,
  RoleDetails,
  RoleIdentityProvider,
} from '@internal/backstage-plugin-esc-trust-common';
import { Fragment, ReactNode } from 'react';
import { ageOf } from '../../model/age';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import { CopyButton } from '../elements/CopyButton';
import { EntityName } from '../elements/EntityName';
import text from '../elements/text.module.css';
import styles from './RoleFacts.module.css';

/** What is known of a role beside who can assume it. */
export function RoleFacts(props: { role: RoleDetails; account?: Account }) {
  const { role, account } = props;
  const { live } = role;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const ago = useAgo();
  const facts: Array<[string, ReactNode]> = [
    [
      t('roles.fact.arn'),
      <Copyable
        key="arn"
        label={t('roles.copyArn', { role: role.name })}
        value={role.roleArn}
      />,
    ],
    [
      t('roles.fact.account'),
      account?.title
        ? t('roles.accountTitled', {
            title: account.title,
            id: role.accountId,
          })
        : role.accountId,
    ],
  ];
  if (live?.description) {
    facts.push([t('roles.fact.description'), live.description]);
  }
  facts.push([
    t('roles.fact.owner'),
    role.ownerRef ? (
      <EntityName entityRef={role.ownerRef} />
    ) : (
      t('roles.noOwner')
    ),
  ]);
  if (role.maxSessionDuration) {
    facts.push([
      t('roles.fact.maxSession'),
      t('roles.fact.hours', { hours: role.maxSessionDuration / 3_600 }),
    ]);
  }
  if (live) {
    facts.push(
      [
        t('roles.fact.lastUsed'),
        live.lastUsed
          ? ago(live.lastUsed.at, live.lastUsed.region)
          : t('roles.fact.lastUsedUnknown'),
      ],
      [t('roles.fact.tags'), <Tags key="tags" tags={live.tags} />],
    );
  }
  facts.push([
    t('roles.fact.provider'),
    <>
      {role.identityProviders.map(provider => (
        <Provider key={provider.arn} {...provider} />
      ))}
    </>,
  ]);
  facts.push([
    t('roles.fact.read'),
    account?.lastGoodAt ? ago(account.lastGoodAt) : t('roles.fact.never'),
  ]);
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt className={text.quiet}>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** How long ago something was, and where. */
function useAgo() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (at: string, region?: string) => {
    const { value, unit } = ageOf(at);
    const formatParams = { age: { range: unit, numeric: 'auto' as const } };
    return (
      <time dateTime={at} title={at}>
        {region
          ? t('roles.fact.lastUsedIn', { age: value, region, formatParams })
          : t('roles.fact.age', { age: value, formatParams })}
      </time>
    );
  };
}

function Copyable(props: { label: string; value: string }) {
  return (
    <div className={styles.copyable}>
      <code className={styles.code}>
        <BreakableText text={props.value} />
      </code>
      <CopyButton label={props.label} text={props.value} />
    </div>
  );
}

function Tags({ tags }: { tags: Record<string, string> }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const entries = Object.entries(tags);
  if (entries.length === 0) {
    return <>{t('roles.fact.tagsNone')}</>;
  }
  return (
    <ul className={styles.list}>
      {entries.map(([key, value]) => (
        <li key={key}>
          <code className={styles.code}>
            {key} = {value}
          </code>
        </li>
      ))}
    </ul>
  );
}

function Provider({ arn, exists, clientIds }: RoleIdentityProvider) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (!exists) {
    return (
      <Text as="p" className={styles.provider}>
        {t('roles.fact.providerMissing', { arn })}
      </Text>
    );
  }
  return (
    <div className={styles.provider}>
      <Copyable label={t('roles.copyProvider')} value={arn} />
      <Text as="p" variant="body-small" className={text.quiet}>
        {clientIds.length > 0
          ? t('roles.fact.clientIds', { ids: clientIds.join(', ') })
          : t('roles.fact.clientIdsNone')}
      </Text>
    </div>
  );
}
