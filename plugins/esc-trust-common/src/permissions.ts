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

/** Change the owner of a mapping, or the entities that show it. @public */
export const escTrustMappingUpdatePermission = createPermission({
  name: 'esc-trust.mapping.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ESC_TRUST_MAPPING,
});

/** Forget a mapping; role and environment stay. @public */
export const escTrustMappingDeletePermission = createPermission({
  name: 'esc-trust.mapping.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_ESC_TRUST_MAPPING,
});

/** Assess a mapping again, now. @public */
export const escTrustMappingAssessPermission = createPermission({
  name: 'esc-trust.mapping.assess',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ESC_TRUST_MAPPING,
});

/** Really open the environment of a mapping, and record what happened. @public */
export const escTrustMappingVerifyPermission = createPermission({
  name: 'esc-trust.mapping.verify',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ESC_TRUST_MAPPING,
});

/** Accept a finding of a mapping on purpose. @public */
export const escTrustFindingAcceptPermission = createPermission({
  name: 'esc-trust.finding.accept',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ESC_TRUST_MAPPING,
});

/**
 * Read the accounts that are assessed, their health, and roles with who can
 * assume them.
 *
 * @public
 */
export const escTrustRoleReadPermission = createPermission({
  name: 'esc-trust.role.read',
  attributes: { action: 'read' },
});

/** Provision a role and configure its environment. @public */
export const escTrustRoleProvisionPermission = createPermission({
  name: 'esc-trust.role.provision',
  attributes: { action: 'create' },
});

/** Put a provisioned role and its environment back to what was meant. @public */
export const escTrustRoleRepairPermission = createPermission({
  name: 'esc-trust.role.repair',
  attributes: { action: 'update' },
});

/** Take back what was provisioned. @public */
export const escTrustRoleDeprovisionPermission = createPermission({
  name: 'esc-trust.role.deprovision',
  attributes: { action: 'delete' },
});

/** Take over a role that the portal didn't create. @public */
export const escTrustRoleAdoptPermission = createPermission({
  name: 'esc-trust.role.adopt',
  attributes: { action: 'update' },
});

/**
 * Read environments of the configured organizations, live: their names, their
 * logins and their claims. Who lacks it is told the names of those environments
 * only that a mapping is of which they may read.
 *
 * @public
 */
export const escTrustEnvironmentReadPermission = createPermission({
  name: 'esc-trust.environment.read',
  attributes: { action: 'read' },
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
  escTrustMappingUpdatePermission,
  escTrustMappingDeletePermission,
  escTrustMappingAssessPermission,
  escTrustMappingVerifyPermission,
  escTrustFindingAcceptPermission,
  escTrustRoleReadPermission,
  escTrustRoleProvisionPermission,
  escTrustRoleRepairPermission,
  escTrustRoleDeprovisionPermission,
  escTrustRoleAdoptPermission,
  escTrustEnvironmentReadPermission,
  escTrustOperationReadPermission,
];
