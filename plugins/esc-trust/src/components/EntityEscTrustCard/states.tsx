import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import {
  ESC_ENVIRONMENTS_ANNOTATION,
  escTrustMappingReadPermission,
} from '@internal/backstage-plugin-esc-trust-common';
import { escTrustTranslationRef } from '../../translation';
import { FailedLoad } from '../elements/FailedLoad';
import { Loading } from '../elements/Loading';
import { Notice } from '../elements/Notice';

/** While the mappings are on their way. */
export function LoadingTrust() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Loading
      label={t('card.loading')}
      bars={[
        ['50%', 20],
        ['90%', 16],
        ['70%', 16],
      ]}
    />
  );
}

/** No environment of the entity uses a role: shows the way in. */
export function EmptyTrust(props: { createRoleHref?: () => string }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Notice
      isInline
      title={t('card.empty')}
      detail={t('card.emptyDetail', {
        annotation: ESC_ENVIRONMENTS_ANNOTATION,
      })}
    >
      {props.createRoleHref && (
        <ButtonLink href={props.createRoleHref()} variant="secondary">
          {t('card.createRole')}
        </ButtonLink>
      )}
    </Notice>
  );
}

/** Nothing could be read: says why, and what helps. */
export function UnreadTrust(props: { error: Error; onRetry: () => void }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <FailedLoad
      {...props}
      isInline
      title={t('card.error')}
      denied={t('card.denied')}
      permission={escTrustMappingReadPermission}
    />
  );
}
