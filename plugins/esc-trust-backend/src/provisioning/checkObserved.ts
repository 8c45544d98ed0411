import { ConflictError, InputError } from '@backstage/errors';
import {
  AwsLogin,
  findAwsLogins,
  parseLoginDuration,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { Caller, requireRecordedOwner, sameRef } from '../access/ownership';
import { ProvisioningConfig } from '../config/readProvisioningConfig';
import { GetManagedPolicy, requirePoliciesOfRole } from '../guardrails';
import { DesiredState } from './desiredState';
import { ObservedState } from './observedState';
import { checkAdoption } from './checkAdoption';
import { OwnRoles } from './OwnRoles';
import { proposedProvision } from './proposedProvision';

/** Of one identity provider: a quota that AWS doesn't raise. */
const MOST_CLIENT_IDS = 100;

/** Who asks for what, under which rules. */
export interface ProvisionCase {
  caller: Caller;
  desired: DesiredState;
  provisioning: ProvisioningConfig;
  ownRoles: OwnRoles;
  /** Reads one managed policy of the account. */
  getManagedPolicy: GetManagedPolicy;
  /** Roles that the portal itself assumes in the account. */
  portalRoleNames: string[];
}

/**
 * Whether what is there may be changed by this caller: both sides must be
 * theirs, and nothing that is in use may be replaced. Asked when planning, again
 * when the leases are held, and by the steps for what they read.
 */
export async function checkObserved(
  provision: ProvisionCase,
  observed: ObservedState,
): Promise<void> {
  if (observed.environment) {
    checkEnvironment(provision, observed.environment);
  } else if (!provision.desired.configureEnvironment) {
    throw new InputError(
      `There is no environment ${stringifyEnvironmentRef(
        provision.desired.environment,
      )}: create it first, or leave configureEnvironment out`,
    );
  }
  checkIdentityProvider(provision, observed.identityProvider);
  if (observed.role) {
    await checkRole(provision, observed.role);
  } else {
    checkDuration(provision, provision.desired.role.maxSessionDuration);
  }
  const owner = observed.mapping?.ownerRef;
  if (owner && !sameRef(owner, provision.desired.ownerRef)) {
    throw new ConflictError(
      `The environment is mapped already, for ${owner}: choose it as the owner`,
    );
  }
}

/** @throws ConflictError when the identity provider takes no more audiences */
function checkIdentityProvider(
  { desired }: ProvisionCase,
  identityProvider: ObservedState['identityProvider'],
): void {
  const clientIds = identityProvider?.clientIds ?? [];
  if (
    clientIds.length >= MOST_CLIENT_IDS &&
    !clientIds.includes(desired.audience)
  ) {
    throw new ConflictError(
      `The identity provider ${desired.identityProviderArn} lists ${clientIds.length} audiences, as many as AWS allows: remove one that nobody uses to make room for ${desired.audience}`,
    );
  }
}

/**
 * @throws NotAllowedError for somebody else's environment, ConflictError for a
 *   login that is in use
 */
export function checkEnvironment(
  { caller, desired }: ProvisionCase,
  environment: NonNullable<ObservedState['environment']>,
): void {
  const name = stringifyEnvironmentRef(desired.environment);
  requireRecordedOwner(
    caller,
    {
      name: `environment ${name}`,
      place: 'Pulumi Cloud',
      tags: environment.tags,
    },
    desired.ownerRef,
  );
  const { login } = desired;
  const existing = findAwsLogins(environment.yaml).logins.find(
    found => found.path === login.path,
  );
  // A repair is asked for because the login has drifted.
  const roleArn = desired.restoresTrustPolicy ? undefined : login.roleArn;
  if (existing && !isReplaceable(existing, roleArn)) {
    const arn =
      existing.roleArn && 'literal' in existing.roleArn
        ? existing.roleArn.literal
        : undefined;
    throw new ConflictError(
      `The login ${login.path} of ${name} ${
        arn && arn !== login.roleArn
          ? `uses the role ${arn}`
          : 'is a different one'
      }: choose another login path`,
    );
  }
}

/**
 * A login that points elsewhere is in use, and one with expressions could not be
 * put back: neither is replaced.
 */
function isReplaceable(
  existing: AwsLogin,
  roleArn: string | undefined,
): boolean {
  const inputs = [
    existing.roleArn,
    existing.sessionName,
    existing.duration,
    existing.policyArns,
    existing.subjectAttributes,
  ];
  return (
    existing.kind === 'oidc' &&
    existing.sessionName !== undefined &&
    inputs.every(input => input === undefined || 'literal' in input) &&
    existing.roleArn !== undefined &&
    (roleArn === undefined ||
      (existing.roleArn as { literal?: string }).literal === roleArn)
  );
}

/**
 * @throws ConflictError for a role that isn't ours or that differs from what is
 *   asked for, NotAllowedError for somebody else's or one with other policies
 */
export async function checkRole(
  provision: ProvisionCase,
  role: NonNullable<ObservedState['role']>,
): Promise<void> {
  const { caller, desired, ownRoles } = provision;
  checkDurationOf(provision, role);
  const recorded = await ownRoles.ownerOf(role);
  if (!recorded && desired.adoptsRole && role.arn === desired.role.arn) {
    await checkAdoption(provision, role);
    return;
  }
  await checkRoleOwner(provision, role);
  const { requiredBoundaryArn } = desired;
  const wanted = desired.role.permissionsBoundaryArn;
  const bounded = role.permissionsBoundaryArn;
  if (
    bounded &&
    wanted &&
    wanted !== bounded &&
    wanted !== requiredBoundaryArn
  ) {
    throw new ConflictError(
      `The role ${role.name} is bounded by ${bounded}: leave role.permissionsBoundaryArn out, only a required boundary replaces another`,
    );
  }
  // What the role can do already, its new environment could do too.
  await requirePoliciesOfRole({
    ...provision,
    proposed: proposedProvision(desired, caller),
    role: {
      managedPolicyArns: role.attachedPolicyArns,
      inlinePolicies: Object.values(role.inlinePolicies),
    },
  });
}

/**
 * Whose a role is, whatever it may do.
 *
 * @throws ConflictError for a role that isn't ours, NotAllowedError for somebody
 *   else's
 */
export async function checkRoleOwner(
  {
    caller,
    desired,
    ownRoles,
  }: Pick<ProvisionCase, 'caller' | 'desired' | 'ownRoles'>,
  role: NonNullable<ObservedState['role']>,
): Promise<void> {
  const recorded = await ownRoles.ownerOf(role);
  if (role.arn !== desired.role.arn || !recorded) {
    throw new ConflictError(
      desired.restoresTrustPolicy
        ? `The role ${role.name} was neither made nor adopted by this portal, so it isn't repaired here: adopt it first, or change it in AWS`
        : `The account already has a role named ${role.name} that this portal didn't create: choose another role name, or set adoptRole to take it over`,
    );
  }
  requireRecordedOwner(
    caller,
    { name: `role ${role.arn}`, place: 'AWS', tags: role.tags },
    desired.ownerRef,
  );
  // The tag alone can be changed by anybody who may tag roles in AWS.
  if (!sameRef(recorded, desired.ownerRef)) {
    throw new ConflictError(
      `The role ${role.arn} was created for ${recorded}, but its tag names another owner: correct the tag`,
    );
  }
}

/** By what the role grants, or will once this operation has lengthened it. */
function checkDurationOf(
  provision: ProvisionCase,
  role: { maxSessionDuration: number },
): void {
  const { maxSessionDuration } = provision.desired.role;
  checkDuration(
    provision,
    Math.max(role.maxSessionDuration, maxSessionDuration),
  );
}

function checkDuration({ desired }: ProvisionCase, maximum: number): void {
  const { duration = '' } = desired.login;
  if ((parseLoginDuration(duration) ?? 0) > maximum) {
    throw new InputError(
      `The duration ${duration} is longer than the role's maximum of ${maximum} seconds: shorten it, or ask for a longer maxSessionDuration`,
    );
  }
}
