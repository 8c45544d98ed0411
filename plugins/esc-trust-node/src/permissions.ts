import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  Mapping,
  RESOURCE_TYPE_ESC_TRUST_MAPPING,
} from '@internal/backstage-plugin-esc-trust-common';
import { z } from 'zod';

/**
 * What a rule asks of a list of mappings: that a property has one of some
 * values.
 *
 * @public
 */
export interface MappingFilter {
  /** Which property of the mapping. */
  property: 'ownerRef' | 'accountId' | 'organization';
  /** Alternatives; entity refs in lower case. */
  values: string[];
}

/**
 * Mappings as the permission framework knows them.
 *
 * @public
 */
export const mappingResourceRef = createPermissionResourceRef<
  Mapping,
  MappingFilter
>().with({
  pluginId: 'esc-trust',
  resourceType: RESOURCE_TYPE_ESC_TRUST_MAPPING,
});

const lowered = (refs: string[]) =>
  refs.map(ref => ref.toLocaleLowerCase('en-US'));

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow mappings that are owned by one of the given entities',
  resourceRef: mappingResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of which one must own the mapping'),
  }),
  apply: ({ ownerRef }, { claims }) =>
    ownerRef !== undefined &&
    lowered(claims).includes(ownerRef.toLocaleLowerCase('en-US')),
  toQuery: ({ claims }) => ({ property: 'ownerRef', values: lowered(claims) }),
});

const hasAccount = createPermissionRule({
  name: 'HAS_ACCOUNT',
  description: 'Allow mappings whose role is in one of the given AWS accounts',
  resourceRef: mappingResourceRef,
  paramsSchema: z.object({
    accountIds: z.array(z.string()).describe('AWS account IDs, 12 digits each'),
  }),
  apply: ({ accountId }, { accountIds }) =>
    accountId !== undefined && accountIds.includes(accountId),
  toQuery: ({ accountIds }) => ({ property: 'accountId', values: accountIds }),
});

const hasOrganization = createPermissionRule({
  name: 'HAS_ORGANIZATION',
  description:
    'Allow mappings whose environment is in one of the given Pulumi organizations',
  resourceRef: mappingResourceRef,
  paramsSchema: z.object({
    organizations: z
      .array(z.string())
      .describe('Names of Pulumi organizations, in their exact case'),
  }),
  apply: ({ environment }, { organizations }) =>
    organizations.includes(environment.organization),
  toQuery: ({ organizations }) => ({
    property: 'organization',
    values: organizations,
  }),
});

/**
 * The rules by which a permission policy may tell mappings apart.
 *
 * @public
 */
export const escTrustMappingRules = { isOwner, hasAccount, hasOrganization };

const exported = createConditionExports({
  resourceRef: mappingResourceRef,
  rules: escTrustMappingRules,
});

/**
 * Conditions on mappings, for permission policies.
 *
 * @example
 * Teams see and act on what is theirs:
 * ```ts
 * if (isResourcePermission(request.permission, 'esc-trust-mapping')) {
 *   return createEscTrustConditionalDecision(
 *     request.permission,
 *     escTrustConditions.isOwner({ claims: user?.info.ownershipEntityRefs ?? [] }),
 *   );
 * }
 * ```
 *
 * @public
 */
export const escTrustConditions = exported.conditions;

/**
 * A policy's decision that hangs on conditions.
 *
 * @public
 */
export const createEscTrustConditionalDecision =
  exported.createConditionalDecision;
