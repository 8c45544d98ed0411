import { ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Container, Flex, Link, Skeleton, Text } from '@backstage/ui';
import { escTrustMappingReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { useNavigate, useParams } from 'react-router-dom';
import { useMapping } from '../../hooks/useMapping';
import { useOptionalRouteRef } from '../../hooks/useOptionalRouteRef';
import { isDenied } from '../../model/errors/isDenied';
import { isNotFound } from '../../model/errors/isNotFound';
import { mappingsRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';
import { MappingDetails } from './MappingDetails';
import styles from './MappingPage.module.css';

/** The page of one mapping, whatever entity it belongs to: `mappings/:id`. */
export function MappingPage() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(escTrustTranslationRef);
  const navigate = useNavigate();
  const { error, mapping, retry, update } = useMapping(id);
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
      {mapping && (
        <MappingDetails
          key={id}
          mapping={mapping}
          onMapping={update}
          onGone={allMappings ? () => navigate(allMappings) : undefined}
        />
      )}
      {!mapping && error && <NoMapping error={error} onRetry={retry} />}
      {!mapping && !error && <LoadingMapping />}
    </Container>
  );
}

function LoadingMapping() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <div role="status" aria-label={t('mapping.loading')} aria-busy>
      <Flex direction="column" gap="3">
        <Skeleton width="40%" height={24} />
        <Skeleton width="80%" height={16} />
        <Skeleton width="100%" height={200} />
      </Flex>
    </div>
  );
}

function NoMapping(props: { error: Error; onRetry: () => void }) {
  const { error, onRetry } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (isNotFound(error)) {
    return <Text as="p">{t('mapping.notFound')}</Text>;
  }
  if (isDenied(error)) {
    return (
      <Flex direction="column" gap="2">
        <Text as="p">{t('mapping.denied')}</Text>
        <Text as="p" variant="body-small" className={text.quiet}>
          {t('card.deniedDetail', {
            permission: escTrustMappingReadPermission.name,
          })}
        </Text>
      </Flex>
    );
  }
  return (
    <Flex direction="column" align="stretch" gap="3">
      <ResponseErrorPanel title={t('mapping.error')} error={error} />
      <div>
        <Button variant="secondary" onPress={onRetry}>
          {t('mapping.retry')}
        </Button>
      </div>
    </Flex>
  );
}
