import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { EscTrustClient } from '@internal/backstage-plugin-esc-trust-common';
import type { JSX } from 'react';
import { escTrustApiRef } from './api';
import { createRoleRouteRef } from './routes';

/**
 * The plugin, for apps of the legacy frontend system.
 *
 * @public
 */
export const escTrustPlugin = createPlugin({
  id: 'esc-trust',
  apis: [
    createApiFactory({
      api: escTrustApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new EscTrustClient({ discoveryApi, fetchApi }),
    }),
  ],
  externalRoutes: {
    createRole: createRoleRouteRef,
  },
});

/**
 * The card "AWS trust" of an entity's overview: every environment of the
 * entity, its role, its subject claim and its trust status.
 *
 * @public
 */
export const EntityEscTrustCard: () => JSX.Element = escTrustPlugin.provide(
  createComponentExtension({
    name: 'EntityEscTrustCard',
    component: {
      lazy: () =>
        import('./components/EntityEscTrustCard').then(
          m => m.EntityEscTrustCard,
        ),
    },
  }),
);
