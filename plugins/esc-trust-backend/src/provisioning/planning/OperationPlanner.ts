import { ServiceUnavailableError } from '@backstage/errors';
import {
  Plan,
  ProvisionRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { Caller, requireMembership } from '../access/ownership';
import { AwsAccounts } from '../aws/AwsAccount';
import { requireAccount, requireOrganization } from '../config/configured';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { MappingStore } from '../mappings/MappingStore';
import { PulumiCloud } from '../pulumi/PulumiCloud';
import { checkObserved, ProvisionCase } from './checkObserved';
import { checkRequest } from './checkRequest';
import { DesiredState, desiredState } from './desiredState';
import { digest } from './digest';
import { requireAllowance } from './guardrails';
import { observe } from './observedState';
import { OwnRoles } from './OwnRoles';
import { PROVISIONING_STEPS } from './steps';

/** A provision that may be applied. */
export interface PreparedProvision {
  plan: Plan;
  desired: DesiredState;
  /** What the steps check the states against that they read. */
  provision: ProvisionCase;
}

/** Checks provisions and plans them. Writes nothing. */
export class ProvisionPlanner {
  readonly #config: EscTrustConfig;
  readonly #instanceId: string;
  readonly #aws: AwsAccounts;
  readonly #pulumi: PulumiCloud;
  readonly #mappings: MappingStore;
  readonly #ownRoles: OwnRoles;

  constructor(options: {
    config: EscTrustConfig;
    instanceId: string;
    aws: AwsAccounts;
    pulumi: PulumiCloud;
    mappings: MappingStore;
    ownRoles: OwnRoles;
  }) {
    this.#config = options.config;
    this.#instanceId = options.instanceId;
    this.#aws = options.aws;
    this.#pulumi = options.pulumi;
    this.#mappings = options.mappings;
    this.#ownRoles = options.ownRoles;
  }

  /** Everything that can be refused is refused here, before the first write. */
  async prepare(
    request: ProvisionRequest,
    caller: Caller,
  ): Promise<PreparedProvision> {
    checkRequest(request);
    const organization = requireOrganization(this.#config, request.environment);
    requireAccount(this.#config, request.accountId);
    requireMembership(caller, request.ownerRef);
    requireAllowance(this.#config.allow, request);
    await this.#pulumi.checkWriteToken(organization.name);
    const account = await this.#aws.reader(request.accountId);
    const writer = await this.#aws.writer(request.accountId);
    const [portal, writing] = await Promise.all([
      account.getCaller(),
      writer.getCaller(),
    ]);
    const strange = [portal, writing].find(
      ({ accountId }) => accountId !== request.accountId,
    );
    if (strange) {
      throw new ServiceUnavailableError(
        `The credentials for account ${request.accountId} belong to account ${strange.accountId}: correct aws.accounts`,
      );
    }
    const desired = desiredState(request, {
      issuer: organization.issuer,
      partition: portal.partition,
      instanceId: this.#instanceId,
    });
    const observed = await observe(
      {
        environment: desired.environment,
        loginPath: desired.login.path,
        roleName: desired.role.name,
        identityProviderArn: desired.identityProviderArn,
      },
      { account, pulumi: this.#pulumi, mappings: this.#mappings },
    );
    const provision = {
      caller,
      request,
      desired,
      allow: this.#config.allow,
      ownRoles: this.#ownRoles,
    };
    await checkObserved(provision, observed);
    const steps = PROVISIONING_STEPS.map(step => ({
      step: step.name,
      ...step.plan(desired, observed),
    }));
    return {
      desired,
      provision,
      plan: {
        kind: 'provision',
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
}
