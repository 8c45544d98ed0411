import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/**
 * The page of the whole fleet, `/esc-trust`.
 *
 * @public
 */
export const rootRouteRef = createRouteRef({ id: 'esc-trust' });

/**
 * All mappings, with filters in the query.
 *
 * @public
 */
export const mappingsRouteRef = createSubRouteRef({
  id: 'esc-trust/mappings',
  parent: rootRouteRef,
  path: '/mappings',
});

/**
 * One mapping, whatever entity it belongs to.
 *
 * @public
 */
export const mappingRouteRef = createSubRouteRef({
  id: 'esc-trust/mapping',
  parent: rootRouteRef,
  path: '/mappings/:id',
});

/**
 * All roles of the accounts.
 *
 * @public
 */
export const rolesRouteRef = createSubRouteRef({
  id: 'esc-trust/roles',
  parent: rootRouteRef,
  path: '/roles',
});

/**
 * One role: who can assume it.
 *
 * @public
 */
export const roleRouteRef = createSubRouteRef({
  id: 'esc-trust/role',
  parent: rootRouteRef,
  path: '/roles/:accountId/:roleName',
});

/**
 * The policy lab.
 *
 * @public
 */
export const policyLabRouteRef = createSubRouteRef({
  id: 'esc-trust/policy-lab',
  parent: rootRouteRef,
  path: '/policy-lab',
});

/**
 * All operations.
 *
 * @public
 */
export const operationsRouteRef = createSubRouteRef({
  id: 'esc-trust/operations',
  parent: rootRouteRef,
  path: '/operations',
});

/**
 * One operation and its journal.
 *
 * @public
 */
export const operationRouteRef = createSubRouteRef({
  id: 'esc-trust/operation',
  parent: rootRouteRef,
  path: '/operations/:id',
});

/**
 * The tab "AWS trust" of an entity's page.
 *
 * @public
 */
export const entityContentRouteRef = createRouteRef({
  id: 'esc-trust/entity',
});

/**
 * The page of one software template: the way to a new AWS role.
 *
 * @remarks
 * Binds itself to the scaffolder. Without a scaffolder the links are left out.
 *
 * @public
 */
export const createRoleRouteRef = createExternalRouteRef({
  id: 'create-role',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});
