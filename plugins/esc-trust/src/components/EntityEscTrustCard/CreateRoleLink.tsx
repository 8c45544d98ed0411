import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { escTrustTranslationRef } from '../../translation';

/** A small way to a new role; for one environment when it is named. */
export function CreateRoleLink(props: { href: string; environment?: string }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { href, environment } = props;
  return (
    <Link
      href={href}
      variant={environment ? 'body-medium' : 'body-small'}
      aria-label={environment && t('card.createRoleFor', { environment })}
    >
      {t('card.createRole')}
    </Link>
  );
}
