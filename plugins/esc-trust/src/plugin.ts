import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { EscTrustClient } from '@internal/backstage-plugin-esc-trust-common';
import type { JSX } from 'react';
import { escTrustApiRef } from './api';
import {
  createRoleRouteRef,
  entityContentRouteRef,
  mappingRouteRef,
  mappingsRouteRef,
  operationRouteRef,
  operationsRouteRef,
  policyLabRouteRef,
  roleRouteRef,
  rolesRouteRef,
  rootRouteRef,
} from './routes';

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
  routes: {
    root: rootRouteRef,
    mappings: mappingsRouteRef,
    mapping: mappingRouteRef,
    roles: rolesRouteRef,
    role: roleRouteRef,
    policyLab: policyLabRouteRef,
    operations: operationsRouteRef,
    operation: operationRouteRef,
    entityContent: entityContentRouteRef,
  },
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

/**
 * The tab "AWS trust" of an entity: every mapping with its whole trust report,
 * and what can be done about it.
 *
 * @public
 */
export const EntityEscTrustContent: () => JSX.Element = escTrustPlugin.provide(
  createRoutableExtension({
    name: 'EntityEscTrustContent',
    component: () =>
      import('./components/EntityTrustTab').then(m => m.EntityTrustTab),
    mountPoint: entityContentRouteRef,
  }),
);

/**
 * The page of the whole fleet: mappings, roles, the policy lab and operations.
 *
 * @public
 */
export const EscTrustPage: () => JSX.Element = escTrustPlugin.provide(
  createRoutableExtension({
    name: 'EscTrustPage',
    component: () =>
      import('./components/EscTrustPage').then(m => m.EscTrustPage),
    mountPoint: rootRouteRef,
  }),
);
