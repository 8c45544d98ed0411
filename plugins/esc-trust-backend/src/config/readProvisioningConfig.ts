import { parseEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  PULUMI_NAME_PATTERN,
  ROLE_PATH,
} from '@internal/backstage-plugin-esc-trust-common';
import { checkRoleNameTemplate } from './roleNameTemplate';
import { readFixedTags, readRequiredTags } from './readTags';

/** What a role may be; an entry of `allow` may say otherwise for itself. */
export interface RoleRules {
  /** Whether a role may have an inline policy. */
  inlinePolicies: boolean;
  /** Seconds: the longest session that a role may have. */
  maxSessionDuration: number;
  /** The boundary that a role must have; may hold placeholders. */
  permissionsBoundaryArn?: string;
  /** Services that policies may grant; undefined: any. */
  allowedServices?: string[];
  /** Whether policies like AdministratorAccess may be given. */
  allowAdministrativePolicies: boolean;
}

/** What one team may provision. */
export interface ProvisioningAllowance {
  ownerRef: string;
  accounts: string[];
  /** Written `organization/project` or `organization/*`. */
  projects: string[];
  /** Patterns, with `*`, `?` and the placeholders of ARNs. */
  managedPolicyArns: string[];
  /** Where this entry differs from the rest. */
  rules: Partial<RoleRules>;
}

/** What may be provisioned: `escTrust.provisioning`, checked. */
export interface ProvisioningConfig {
  allow: ProvisioningAllowance[];
  /** For the entries that don't say otherwise. */
  rules: RoleRules;
  rolePath: string;
  roleNameTemplate: string;
  /** Patterns of paths with names, such as `/pulumi-esc/*`. */
  adoptableRoles: string[];
  /** Whether a request may choose another name. */
  customRoleNames: boolean;
  requiredTags: string[];
  fixedTags: Record<string, string>;
  /** Whether `allowedServices` holds for managed policies too. */
  limitManagedPolicies: boolean;
  /** Characters, without whitespace. */
  trustPolicyQuota: number;
  managedPoliciesPerRole: number;
}

const ROOT = 'escTrust.provisioning';
const DEFAULT_ROLE_NAME = 'esc-{project}-{name}-{hash8}';

/**
 * Reads `escTrust.provisioning`. Without it nothing may be provisioned.
 *
 * @throws InputError that names the key when a value is malformed
 */
export function readProvisioningConfig(config?: Config): ProvisioningConfig {
  const rules = config ? readRules(config, ROOT) : {};
  const rolePath = config?.getOptionalString('rolePath') ?? ROLE_PATH;
  if (rolePath.length > 512 || !/^\/(?:[!-~]+\/)?$/.test(rolePath)) {
    throw new InputError(
      `${ROOT}.rolePath must start and end with a slash and have at most 512 characters, such as ${ROLE_PATH}`,
    );
  }
  const roleNameTemplate =
    config?.getOptionalString('roleNameTemplate') ?? DEFAULT_ROLE_NAME;
  checkRoleNameTemplate(roleNameTemplate, `${ROOT}.roleNameTemplate`);
  return {
    allow: (config?.getOptionalConfigArray('allow') ?? []).map(readAllowance),
    rules: {
      inlinePolicies: false,
      maxSessionDuration: 43200,
      allowAdministrativePolicies: false,
      ...rules,
    },
    rolePath,
    roleNameTemplate,
    adoptableRoles: config?.getOptionalStringArray('adoptableRoles') ?? [
      `${rolePath}*`,
    ],
    customRoleNames: config?.getOptionalBoolean('customRoleNames') ?? true,
    requiredTags: readRequiredTags(config, ROOT),
    fixedTags: readFixedTags(config, ROOT),
    limitManagedPolicies:
      config?.getOptionalBoolean('limitManagedPolicies') ?? false,
    trustPolicyQuota: readWhole(config, 'trustPolicyQuota', {
      fallback: 2048,
      minimum: 256,
      maximum: 8192,
    }),
    managedPoliciesPerRole: readWhole(config, 'managedPoliciesPerRole', {
      fallback: 10,
      minimum: 1,
      maximum: 25,
    }),
  };
}

function readAllowance(config: Config, index: number): ProvisioningAllowance {
  const key = `${ROOT}.allow[${index}]`;
  const ownerRef = config.getString('ownerRef').toLocaleLowerCase('en-US');
  if (!isFullEntityRef(ownerRef)) {
    throw new InputError(
      `${key}.ownerRef must be a full entity ref such as group:default/payments-team`,
    );
  }
  const accounts = config.getStringArray('accounts');
  accounts.forEach((accountId, i) => {
    if (!/^\d{12}$/.test(accountId)) {
      throw new InputError(
        `${key}.accounts[${i}] must have 12 digits; quote it in YAML`,
      );
    }
  });
  const projects = config.getStringArray('projects');
  projects.forEach((project, i) => {
    const [organization, name, ...rest] = project.split('/');
    if (
      rest.length > 0 ||
      !PULUMI_NAME_PATTERN.test(organization) ||
      !(name === '*' || PULUMI_NAME_PATTERN.test(name ?? ''))
    ) {
      throw new InputError(
        `${key}.projects[${i}] must be written organization/project or organization/*`,
      );
    }
  });
  const managedPolicyArns =
    config.getOptionalStringArray('managedPolicyArns') ?? [];
  managedPolicyArns.forEach((pattern, i) => {
    // Anything else would match no policy, or policies of any account.
    if (!/^arn:[^:]+:iam::[^:]+:policy\/.+$/.test(pattern)) {
      throw new InputError(
        `${key}.managedPolicyArns[${i}] must be the ARN of a managed policy, in which * and ? are wildcards`,
      );
    }
  });
  return {
    ownerRef,
    accounts,
    projects,
    managedPolicyArns,
    rules: readRules(config, key),
  };
}

/** What may be said for all and for one entry; only what is said. */
function readRules(config: Config, key: string): Partial<RoleRules> {
  const rules: Partial<RoleRules> = {
    inlinePolicies: config.getOptionalBoolean('inlinePolicies'),
    allowAdministrativePolicies: config.getOptionalBoolean(
      'allowAdministrativePolicies',
    ),
    maxSessionDuration: config.getOptionalNumber('maxSessionDuration'),
    permissionsBoundaryArn: config.getOptionalString('permissionsBoundaryArn'),
    allowedServices: config
      .getOptionalStringArray('allowedServices')
      ?.map(service => service.toLocaleLowerCase('en-US')),
  };
  const { maxSessionDuration, permissionsBoundaryArn, allowedServices } = rules;
  if (
    maxSessionDuration !== undefined &&
    !isWithin(maxSessionDuration, 3600, 43200)
  ) {
    throw new InputError(
      `${key}.maxSessionDuration must be a number of seconds from 3600 to 43200`,
    );
  }
  if (
    permissionsBoundaryArn !== undefined &&
    !/^arn:(?:aws[a-z-]*|\{partition\}):iam::(?:aws|\d{12}|\{accountId\}):policy\/[\w+=,.@/-]+$/.test(
      permissionsBoundaryArn,
    )
  ) {
    throw new InputError(
      `${key}.permissionsBoundaryArn must be the ARN of a managed policy; it may hold {partition} and {accountId}`,
    );
  }
  allowedServices?.forEach((service, i) => {
    if (!/^[a-z0-9-]+$/.test(service)) {
      throw new InputError(
        `${key}.allowedServices[${i}] must be the prefix of a service's actions, such as s3`,
      );
    }
  });
  return Object.fromEntries(
    Object.entries(rules).filter(([, value]) => value !== undefined),
  );
}

function readWhole(
  config: Config | undefined,
  name: string,
  limits: { fallback: number; minimum: number; maximum: number },
): number {
  const { fallback, minimum, maximum } = limits;
  const value = config?.getOptionalNumber(name) ?? fallback;
  if (!isWithin(value, minimum, maximum)) {
    throw new InputError(
      `${ROOT}.${name} must be a whole number from ${minimum} to ${maximum}`,
    );
  }
  return value;
}

function isWithin(value: number, minimum: number, maximum: number): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum;
}

function isFullEntityRef(text: string): boolean {
  try {
    parseEntityRef(text);
    return /^[^:/]+:[^:/]+\/[^:/]+$/.test(text);
  } catch {
    return false;
  }
}
