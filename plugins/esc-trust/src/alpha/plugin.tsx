import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiShieldKeyholeLine } from '@remixicon/react';
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
} from '../routes';
import { escTrustApi } from './apis';
import { escTrustEntityContent, escTrustMappingsEntityCard } from './entity';
import {
  escTrustMappingsSubPage,
  escTrustOperationsSubPage,
  escTrustPage,
  escTrustPolicyLabSubPage,
  escTrustRolesSubPage,
} from './pages';

/**
 * The plugin, for apps of the new frontend system.
 *
 * @remarks
 * Extensions: `api:esc-trust`, the entity card `entity-card:esc-trust/mappings`,
 * the entity tab `entity-content:esc-trust`, the page `page:esc-trust` and its
 * views `sub-page:esc-trust/mappings`, `/roles`, `/policy-lab` and
 * `/operations`.
 *
 * @alpha
 */
export const escTrustPlugin = createFrontendPlugin({
  pluginId: 'esc-trust',
  title: 'AWS trust',
  icon: <RiShieldKeyholeLine />,
  info: { packageJson: () => import('../../package.json') },
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
  extensions: [
    escTrustApi,
    escTrustMappingsEntityCard,
    escTrustEntityContent,
    escTrustPage,
    escTrustMappingsSubPage,
    escTrustRolesSubPage,
    escTrustPolicyLabSubPage,
    escTrustOperationsSubPage,
  ],
});
