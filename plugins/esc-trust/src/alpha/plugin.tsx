import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { EscTrustClient } from '@internal/backstage-plugin-esc-trust-common';
import { RiShieldKeyholeLine } from '@remixicon/react';
import { escTrustApiRef } from '../api';
import { ESC_TRUST_KINDS } from '../isEscTrustAvailable';
import { createRoleRouteRef } from '../routes';

const escTrustApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: escTrustApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new EscTrustClient({ discoveryApi, fetchApi }),
    }),
});

const escTrustMappingsEntityCard = EntityCardBlueprint.make({
  name: 'mappings',
  params: {
    type: 'content',
    filter: { kind: { $in: ESC_TRUST_KINDS } },
    loader: () =>
      import('../components/EntityEscTrustCard').then(m => (
        <m.EntityEscTrustCard />
      )),
  },
});

/**
 * The plugin, for apps of the new frontend system.
 *
 * @remarks
 * Extensions: `api:esc-trust` and the entity card
 * `entity-card:esc-trust/mappings`.
 *
 * @alpha
 */
export const escTrustPlugin = createFrontendPlugin({
  pluginId: 'esc-trust',
  title: 'AWS trust',
  icon: <RiShieldKeyholeLine />,
  info: { packageJson: () => import('../../package.json') },
  externalRoutes: {
    createRole: createRoleRouteRef,
  },
  extensions: [escTrustApi, escTrustMappingsEntityCard],
});
