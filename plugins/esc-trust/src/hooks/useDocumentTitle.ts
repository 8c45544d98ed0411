import {
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import useTitle from 'react-use/esm/useTitle';
import { escTrustTranslationRef } from '../translation';

/**
 * Names the view in the browser's tab, its bookmarks and to screen readers: the
 * headers that apps draw around it don't. One part of a page does so, or they
 * would overwrite each other.
 *
 * @param view - which of the views of `/esc-trust`
 * @param name - of what it is about, once that is known
 */
export function useDocumentTitle(
  view: 'mappings' | 'roles' | 'policyLab' | 'operations',
  name?: string,
): void {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const app = useApi(configApiRef).getOptionalString('app.title');
  useTitle(
    [name, t(`page.${view}`), t('page.title'), app ?? 'Backstage']
      .filter(Boolean)
      .join(' | '),
  );
}
