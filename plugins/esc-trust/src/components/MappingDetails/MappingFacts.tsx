import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { ReactNode } from 'react';
import { useOptionalRouteRef } from '../../hooks/useOptionalRouteRef';
import { roleName } from '../../model/roles/roleName';
import { roleRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import { CopyButton } from '../elements/CopyButton';
import text from '../elements/text.module.css';
import { EntityLink } from './EntityLink';
import { LastVerified } from './LastVerified';
import styles from './MappingFacts.module.css';

/** What is recorded of a mapping besides its report. */
export function MappingFacts(props: { environment: string; mapping: Mapping }) {
  const { mapping } = props;
  const { loginPath, accountId, ownerRef, entityRefs, source } = mapping;
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <dl className={styles.facts} aria-label={t('mapping.facts')}>
      <Fact name={t('mapping.login')}>
        <code className={styles.code}>{loginPath}</code>
      </Fact>
      <Fact name={t('mapping.role')}>
        <Role {...props} />
      </Fact>
      {accountId && <Fact name={t('mapping.account')}>{accountId}</Fact>}
      <Fact name={t('mapping.owner')}>
        {ownerRef ? <EntityLink entityRef={ownerRef} /> : t('mapping.noOwner')}
      </Fact>
      <Fact name={t('mapping.entities')}>
        {entityRefs.length === 0
          ? t('mapping.noEntities')
          : entityRefs.map((entityRef, index) => (
              <span key={entityRef}>
                {index > 0 && ', '}
                <EntityLink entityRef={entityRef} />
              </span>
            ))}
      </Fact>
      <Fact
        isWide
        name={t('mapping.source')}
        detail={t(`mapping.sourceDetail.${source}`)}
      >
        <Source {...mapping} />
      </Fact>
      <Fact isWide name={t('mapping.verified')}>
        <LastVerified verification={mapping.lastVerified} />
      </Fact>
    </dl>
  );
}

function Fact(props: {
  name: string;
  detail?: string;
  /** Has more to say than fits beside another. */
  isWide?: boolean;
  children: ReactNode;
}) {
  const { name, detail, isWide, children } = props;
  return (
    <div className={`${styles.fact} ${isWide ? styles.wide : ''}`}>
      <dt className={text.quiet}>{name}</dt>
      <dd>
        <div className={styles.value}>{children}</div>
        {detail && (
          <Text as="p" variant="body-small" className={text.quiet}>
            {detail}
          </Text>
        )}
      </dd>
    </div>
  );
}

function Role(props: { environment: string; mapping: Mapping }) {
  const { environment, mapping } = props;
  const { accountId, roleArn } = mapping;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const rolePage = useOptionalRouteRef(roleRouteRef);
  if (!roleArn || !accountId) {
    return <>{t('card.roleUnknown')}</>;
  }
  const name = roleName(roleArn);
  return (
    <>
      {rolePage ? (
        <Link
          href={rolePage({ accountId, roleName: name })}
          variant="body-small"
          title={roleArn}
        >
          {name}
        </Link>
      ) : (
        <span title={roleArn}>
          <BreakableText text={name} />
        </span>
      )}
      <CopyButton label={t('copy.role', { environment })} text={roleArn} />
    </>
  );
}

function Source({ source, createdAt, createdBy }: Mapping) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const at = t('mapping.at', {
    at: new Date(createdAt),
    formatParams: { at: { dateStyle: 'medium' } },
  });
  if (source === 'discovered') {
    return <>{t('mapping.sourceOf.discovered', { at })}</>;
  }
  return (
    <span>
      {t(`mapping.sourceOf.${source}`, {
        at,
        by: <EntityLink entityRef={createdBy} />,
      })}
    </span>
  );
}
