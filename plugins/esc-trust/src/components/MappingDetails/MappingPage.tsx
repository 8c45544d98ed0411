import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Link } from '@backstage/ui';
import {
  escTrustMappingReadPermission,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { useParams } from 'react-router-dom';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { useMapping } from '../../hooks/useMapping';
import { useOptionalRouteRef } from '../../hooks/useOptionalRouteRef';
import { isNotFound } from '../../model/errors/isNotFound';
import { mappingsRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import { FailedLoad } from '../elements/FailedLoad';
import { Loading } from '../elements/Loading';
import { Notice } from '../elements/Notice';
import { UnreadHint } from '../elements/UnreadHint';
import { GoneMapping } from './GoneMapping';
import { MappingDetails } from './MappingDetails';
import styles from './MappingPage.module.css';

/** The page of one mapping, whatever entity it belongs to: `mappings/:id`. */
export function MappingPage() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { error, unread, mapping, isGone, retry, update, hold } =
    useMapping(id);
  useDocumentTitle(
    'mappings',
    mapping && stringifyEnvironmentRef(mapping.environment),
  );
  const allMappings = useOptionalRouteRef(mappingsRouteRef)?.();

  return (
    <Container className={styles.page}>
      {allMappings && (
        <nav className={styles.back}>
          <Link href={allMappings} variant="body-small">
            {t('mapping.back')}
          </Link>
        </nav>
      )}
      <UnreadHint unread={unread} onRetry={retry} />
      {mapping && (
        <MappingDetails
          key={id}
          mapping={mapping}
          onMapping={update}
          onGone={retry}
          onHold={hold}
        />
      )}
      {isGone && <GoneMapping allMappings={allMappings} />}
      {!mapping && !isGone && error && (
        <NoMapping error={error} onRetry={retry} />
      )}
      {!mapping && !isGone && !error && (
        <Loading
          label={t('mapping.loading')}
          bars={[
            ['40%', 24],
            ['80%', 16],
            ['100%', 200],
          ]}
        />
      )}
    </Container>
  );
}

function NoMapping(props: { error: Error; onRetry: () => void }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return isNotFound(props.error) ? (
    <Notice title={t('mapping.notFound')} />
  ) : (
    <FailedLoad
      {...props}
      isOne
      title={t('mapping.error')}
      denied={t('mapping.denied')}
      permission={escTrustMappingReadPermission}
    />
  );
}
