import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { Operation } from '@internal/backstage-plugin-esc-trust-common';
import { roleName } from '../../model/roles/roleName';
import { mappingRouteRef, roleRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import { EntityName } from '../elements/EntityName';
import text from '../elements/text.module.css';
import styles from './OperationDetails.module.css';
import { Took, When } from './times';

/** What an operation is about, who asked for it, and when. */
export function OperationFacts({ operation }: { operation: Operation }) {
  const { kind, state, accountId, outcome, ownerRef, createdBy, createdAt } =
    operation;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const roleHref = useRouteRef(roleRouteRef);
  const mappingHref = useRouteRef(mappingRouteRef);
  const { mappingId, roleArn } = outcome;
  const isRemoved = kind === 'deprovision' && state === 'succeeded';

  return (
    <dl className={styles.facts}>
      <dt className={text.quiet}>{t('operations.role')}</dt>
      <dd title={roleArn}>
        {isRemoved ? (
          roleName(roleArn)
        ) : (
          <Link href={roleHref({ accountId, roleName: roleName(roleArn) })}>
            {roleName(roleArn)}
          </Link>
        )}
      </dd>
      <dt className={text.quiet}>{t('operations.account')}</dt>
      <dd>{accountId}</dd>
      <dt className={text.quiet}>{t('operations.owner')}</dt>
      <dd>
        <EntityName entityRef={ownerRef} />
      </dd>
      <dt className={text.quiet}>{t('operations.by')}</dt>
      <dd>
        <EntityName entityRef={createdBy} />
      </dd>
      <dt className={text.quiet}>{t('operations.when')}</dt>
      <dd>
        <When at={createdAt} />
      </dd>
      <dt className={text.quiet}>{t('operations.duration')}</dt>
      <dd>
        <Took operation={operation} />
      </dd>
      {mappingId && !isRemoved && (
        <>
          <dt className={text.quiet}>{t('operations.mapping')}</dt>
          <dd>
            <Link href={mappingHref({ id: mappingId })}>
              {t('operations.showMapping')}
            </Link>
          </dd>
        </>
      )}
    </dl>
  );
}
