import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton } from '@backstage/ui';
import { scaffolderEscTrustTranslationRef } from '../../translation';

/** In the place of a field until it is known what may be chosen. */
export function LoadingField() {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  return (
    <div role="status" aria-label={t('options.loading')} aria-busy>
      <Flex direction="column" gap="2">
        <Skeleton width="20%" height={16} />
        <Skeleton width="100%" height={36} />
      </Flex>
    </div>
  );
}
