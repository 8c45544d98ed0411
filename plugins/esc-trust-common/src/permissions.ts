import {
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';

/**
 * The resource type of mappings in the permission framework.
 *
 * @public
 */
export const RESOURCE_TYPE_ESC_TRUST_MAPPING = 'esc-trust-mapping';

/** Read a mapping and its trust report. @public */
export const escTrustMappingReadPermission = createPermission({
  name: 'esc-trust.mapping.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ESC_TRUST_MAPPING,
});

/** Register an existing pair of environment and role. @public */
export const escTrustMappingCreatePermission = createPermission({
  name: 'esc-trust.mapping.create',
  attributes: { action: 'create' },
});

/** Assess a mapping again, now. @public */
export const escTrustMappingAssessPermission = createPermission({
  name: 'esc-trust.mapping.assess',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ESC_TRUST_MAPPING,
});

/** Provision a role and configure its environment. @public */
export const escTrustRoleProvisionPermission = createPermission({
  name: 'esc-trust.role.provision',
  attributes: { action: 'create' },
});

/** Read operations and their steps. @public */
export const escTrustOperationReadPermission = createPermission({
  name: 'esc-trust.operation.read',
  attributes: { action: 'read' },
});

/**
 * Every permission of the plugin.
 *
 * @public
 */
export const escTrustPermissions: Permission[] = [
  escTrustMappingReadPermission,
  escTrustMappingCreatePermission,
  escTrustMappingAssessPermission,
  escTrustRoleProvisionPermission,
  escTrustOperationReadPermission,
];
