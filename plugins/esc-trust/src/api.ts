import { createApiRef } from '@backstage/frontend-plugin-api';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';

/**
 * The REST API of the esc-trust backend.
 *
 * @public
 */
export const escTrustApiRef = createApiRef<EscTrustApi>().with({
  id: 'plugin.esc-trust.client',
  pluginId: 'esc-trust',
});
