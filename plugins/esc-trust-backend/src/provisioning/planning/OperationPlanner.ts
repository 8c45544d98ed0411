import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  DeprovisionRequest,
  Mapping,
  OperationKind,
  OperationRequest,
  Plan,
  ProvisionRequest,
  RepairRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { ProvisioningCheck } from '@internal/backstage-plugin-esc-trust-node';
import { Caller, requireMembership } from '../../access/ownership';
import { AwsAccountReader, AwsAccounts } from '../../aws/AwsAccount';
import { requireAccount, requireOrganization } from '../../config/configured';
import { EscTrustConfig } from '../../config/readEscTrustConfig';
import { ProvisioningAllowance } from '../../config/readProvisioningConfig';
import {
  checkRequest,
  fillInArn,
  requireAllowance,
  requireGuardrails,
} from '../../guardrails';
import { MappingStore } from '../../mappings/MappingStore';
import { PulumiCloud } from '../../pulumi/PulumiCloud';
import { checkObserved } from '../checkObserved';
import { checkRemoval } from '../checkRemoval';
import { DesiredState, desiredState } from '../desiredState';
import { digest } from '../digest';
import { managedPolicyReader } from '../managedPolicyReader';
import { observe, ObservedState } from '../observedState';
import { OwnRoles } from '../OwnRoles';
import { proposedProvision } from '../proposedProvision';
import { STEPS } from '../steps';
import { adoptedState } from './adoptedState';
import { ConnectedAccount, connectAccount } from './connectAccount';
import { removedState } from './removedState';
import { repairedState } from './repairedState';
import { requireForOthers } from './requireForOthers';
import { roleNameOf } from './roleNameOf';

/** An operation that may be applied. */
export interface PreparedOperation {
  plan: Plan;
  desired: DesiredState;
}

/** Checks operations and plans them. Writes nothing. */
export class OperationPlanner {
  readonly #config: EscTrustConfig;
  readonly #instanceId: string;
  readonly #aws: AwsAccounts;
  readonly #pulumi: PulumiCloud;
  readonly #mappings: MappingStore;
  readonly #ownRoles: OwnRoles;
  readonly #checks: ProvisioningCheck[];

  constructor(options: {
    config: EscTrustConfig;
    instanceId: string;
    aws: AwsAccounts;
    pulumi: PulumiCloud;
    mappings: MappingStore;
    ownRoles: OwnRoles;
    /** From the extension point. */
    checks?: ProvisioningCheck[];
  }) {
    this.#config = options.config;
    this.#instanceId = options.instanceId;
    this.#aws = options.aws;
    this.#pulumi = options.pulumi;
    this.#mappings = options.mappings;
    this.#ownRoles = options.ownRoles;
    this.#checks = options.checks ?? [];
  }

  /** Everything that can be refused is refused here, before the first write. */
  async prepare(
    request: OperationRequest,
    caller: Caller,
  ): Promise<PreparedOperation> {
    switch (request.kind) {
      case 'repair':
        return this.#prepareRepair(request, caller);
      case 'deprovision':
        return this.#prepareRemoval(request, caller);
      default:
        return this.#prepareProvision(request, caller);
    }
  }

  async #prepareProvision(
    request: ProvisionRequest,
    caller: Caller,
  ): Promise<PreparedOperation> {
    const { provisioning } = this.#config;
    checkRequest(request, this.#config);
    const organization = requireOrganization(this.#config, request.environment);
    requireAccount(this.#config, request.accountId);
    requireMembership(caller, request.ownerRef);
    const [allowance] = requireAllowance(provisioning, request);
    await this.#pulumi.checkWriteToken(organization.name);
    const place = await connectAccount(this.#aws, request.accountId);
    const { account, partition } = place;
    const asked = desiredState(request, {
      ...this.#portal(organization.issuer, partition),
      requiredBoundaryArn: this.#requiredBoundary(allowance, {
        accountId: request.accountId,
        partition,
      }),
    });
    const observed = await this.#observe(asked, account);
    if (asked.adoptsRole && !observed.role) {
      throw new InputError(
        `There is no role ${asked.role.name} in account ${asked.accountId} to adopt: correct role.name, or leave adoptRole out`,
      );
    }
    const desired = adoptedState(asked, observed);
    const provision = this.#caseOf(caller, desired, place);
    await requireGuardrails({
      ...provision,
      proposed: proposedProvision(desired, caller),
      checks: this.#checks,
    });
    await checkObserved(provision, observed);
    await requireForOthers(provision, observed, this.#mappings);
    return planOf('provision', desired, observed);
  }

  /** The same steps as a provision, towards what the mapping records. */
  async #prepareRepair(
    { mappingId }: RepairRequest,
    caller: Caller,
  ): Promise<PreparedOperation> {
    const { mapping, roleArn, issuer } = await this.#mapping(mappingId, caller);
    const [allowance] = requireAllowance(this.#config.provisioning, mapping);
    const place = await connectAccount(this.#aws, mapping.accountId);
    const { account, partition } = place;
    const target = {
      mapping,
      roleArn,
      ...this.#portal(issuer, partition),
      requiredBoundaryArn: this.#requiredBoundary(allowance, {
        accountId: mapping.accountId,
        partition,
      }),
      meant: await this.#mappings.listIntendedClaims(roleArn),
    };
    const sketch = repairedState(target);
    const observed = await this.#observe(sketch, account);
    if (!observed.role) {
      throw new ConflictError(
        `The role ${sketch.role.name} is gone, and with it what it was allowed to do: provision it anew`,
      );
    }
    const desired = repairedState({ ...target, observed });
    await checkObserved(this.#caseOf(caller, desired, place), observed);
    return planOf('repair', desired, observed);
  }

  async #prepareRemoval(
    { mappingId }: DeprovisionRequest,
    caller: Caller,
  ): Promise<PreparedOperation> {
    const { mapping, roleArn, issuer } = await this.#mapping(mappingId, caller);
    const place = await connectAccount(this.#aws, mapping.accountId);
    const { account, partition } = place;
    const target = {
      mapping,
      roleArn,
      ...this.#portal(issuer, partition),
    };
    const observed = await this.#observe(removedState(target), account);
    const consents = await this.#mappings.listIntendedEnvironments(roleArn);
    const others = consents.filter(other => other.mappingId !== mapping.id);
    const desired = removedState({
      ...target,
      observed,
      isOwn: await this.#ownRoles.isCreatedHere(observed.role),
      others,
    });
    await checkRemoval(this.#caseOf(caller, desired, place), observed);
    return planOf('deprovision', desired, observed);
  }

  /** A mapping that the caller's team owns, with the role that it is for. */
  async #mapping(id: string, caller: Caller) {
    const found = await this.#mappings.get(id);
    const roleArn = found && (await this.#mappings.getConsent(id));
    if (!found || !found.ownerRef) {
      throw new NotFoundError(`There is no mapping ${id}`);
    }
    requireMembership(caller, found.ownerRef);
    if (!roleArn) {
      throw new NotFoundError(
        `The mapping ${id} has no role whose owner has agreed to it: provision or register the pair first`,
      );
    }
    const accountId = roleArn.split(':')[4];
    requireAccount(this.#config, accountId);
    const mapping: Mapping & { ownerRef: string; accountId: string } = {
      ...found,
      ownerRef: found.ownerRef,
      accountId,
    };
    const organization = requireOrganization(this.#config, found.environment);
    await this.#pulumi.checkWriteToken(organization.name);
    return { mapping, roleArn, issuer: organization.issuer };
  }

  async #observe(
    desired: DesiredState,
    account: AwsAccountReader,
  ): Promise<ObservedState> {
    return observe(
      {
        environment: desired.environment,
        loginPath: desired.login.path,
        roleName: roleNameOf(desired.role.arn),
        identityProviderArn: desired.identityProviderArn,
      },
      { account, pulumi: this.#pulumi, mappings: this.#mappings },
    );
  }

  /** The boundary that a team's roles must have in an account. */
  #requiredBoundary(
    { rules }: ProvisioningAllowance,
    account: { accountId: string; partition: string },
  ): string | undefined {
    const boundary =
      rules.permissionsBoundaryArn ??
      this.#config.provisioning.rules.permissionsBoundaryArn;
    return boundary && fillInArn(boundary, account);
  }

  #portal(issuer: string, partition: string) {
    return {
      issuer,
      partition,
      instanceId: this.#instanceId,
      provisioning: this.#config.provisioning,
    };
  }

  #caseOf(
    caller: Caller,
    desired: DesiredState,
    { account, portalRoleNames }: ConnectedAccount,
  ) {
    return {
      caller,
      desired,
      provisioning: this.#config.provisioning,
      ownRoles: this.#ownRoles,
      getManagedPolicy: managedPolicyReader(account),
      portalRoleNames,
    };
  }
}

function planOf(
  kind: OperationKind,
  desired: DesiredState,
  observed: ObservedState,
): PreparedOperation {
  const steps = STEPS[kind].map(step => ({
    step: step.name,
    ...step.plan(desired, observed),
  }));
  return {
    desired,
    plan: {
      kind,
      steps,
      planDigest: digest(steps),
      outcome: {
        roleArn: desired.role.arn,
        identityProviderArn: desired.identityProviderArn,
        audience: desired.audience,
        subject: desired.subject,
        ...(observed.mapping ? { mappingId: observed.mapping.id } : {}),
      },
    },
  };
}
