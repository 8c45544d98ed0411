import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  AwsLogin,
  ESC_TRUST_TAGS,
  findAwsLogins,
  Mapping,
  stringifyEnvironmentRef,
  Verification,
} from '@internal/backstage-plugin-esc-trust-common';
import { belongsTo, Caller, requireRecordedOwner } from '../access/ownership';
import { Assessor } from '../assessment/Assessor';
import { requireOrganization } from '../config/configured';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { MappingStore } from '../mappings/MappingStore';
import { OpenFailedError } from '../pulumi/OpenFailedError';
import { PulumiCloud } from '../pulumi/PulumiCloud';
import { Clock } from '../time/Clock';
import { describeFailure } from './describeFailure';

/**
 * Really opens environments and records what happened. The only place that ever
 * opens one.
 */
export class Verifier {
  readonly #config: EscTrustConfig;
  readonly #pulumi: PulumiCloud;
  readonly #mappings: MappingStore;
  readonly #assessor: Assessor;
  readonly #clock: Clock;

  constructor(options: {
    config: EscTrustConfig;
    pulumi: PulumiCloud;
    mappings: MappingStore;
    assessor: Assessor;
    clock: Clock;
  }) {
    this.#config = options.config;
    this.#pulumi = options.pulumi;
    this.#mappings = options.mappings;
    this.#assessor = options.assessor;
    this.#clock = options.clock;
  }

  /**
   * Opens the environment of a mapping and records whether AWS let its login in.
   * Every provider in the environment runs; no value is read.
   *
   * @returns the mapping with `lastVerified`, whichever way it ended
   * @throws NotAllowedError unless mapping and environment are the caller's;
   *   ServiceUnavailableError without a token for that. What can't be tried at
   *   all is not recorded
   */
  async verify(mapping: Mapping, caller: Caller): Promise<Mapping> {
    requireOwnMapping(mapping, caller);
    this.#requireToken(mapping);
    const logins = await this.#readLogins(mapping, caller);
    const verification = await this.#open(mapping, logins);
    await this.#mappings.recordVerification(mapping.id, verification);
    const verified = await this.#mappings.get(mapping.id);
    if (!verified) {
      throw new NotFoundError('The mapping has disappeared');
    }
    return verified;
  }

  #requireToken({ environment }: Mapping): void {
    const { name, tokens, configKey } = requireOrganization(
      this.#config,
      environment,
    );
    if (!tokens.open) {
      throw new ServiceUnavailableError(
        `Verifying is off for the organization ${name}: its setting ${configKey}.tokens.open holds no access token`,
      );
    }
  }

  /** The environment is the caller's, and opening it tries the login. */
  async #readLogins(
    { environment, loginPath }: Mapping,
    caller: Caller,
  ): Promise<AwsLogin[]> {
    const name = stringifyEnvironmentRef(environment);
    const definition = await this.#pulumi.getEnvironment(environment);
    if (!definition) {
      throw new NotFoundError(
        `The environment ${name} doesn't exist, or the portal's token can't see it`,
      );
    }
    const tags = await this.#pulumi.getTags(environment);
    requireRecordedOwner(
      caller,
      { name: `environment ${name}`, place: 'Pulumi Cloud', tags },
      // Mapping and environment may belong to two teams of the caller's.
      tags[ESC_TRUST_TAGS.owner],
    );
    const { logins } = findAwsLogins(definition.yaml);
    if (!logins.some(({ path }) => path === loginPath)) {
      throw new ConflictError(
        `The definition of ${name} has no AWS login at ${loginPath}: opening it would show nothing about the role`,
      );
    }
    return logins;
  }

  async #open(mapping: Mapping, logins: AwsLogin[]): Promise<Verification> {
    const { environment, loginPath } = mapping;
    try {
      const { openedBy } = await this.#pulumi.openEnvironment(environment);
      return {
        at: this.#clock.now().toISOString(),
        outcome: 'success',
        ...(openedBy ? { openedBy } : {}),
      };
    } catch (error) {
      if (!(error instanceof OpenFailedError)) {
        throw error;
      }
      const at = this.#clock.now().toISOString();
      // AWS has one text for several gates: what is there by now tells them
      // apart, and whom the token names may matter.
      const update = await this.#assessor.assess(mapping);
      await this.#mappings.recordAssessment(mapping.id, update);
      const user = await this.#pulumi
        .getUser(environment.organization, 'open')
        .catch(() => undefined);
      return {
        at,
        outcome: 'failure',
        ...(user?.login ? { openedBy: user.login } : {}),
        ...describeFailure(
          error.errors,
          { environment, loginPath, logins },
          update.trust,
        ),
      };
    }
  }
}

function requireOwnMapping({ ownerRef }: Mapping, caller: Caller): void {
  if (!ownerRef) {
    throw new NotAllowedError(
      'Nobody owns this mapping: register it to verify it',
    );
  }
  if (!belongsTo(caller, ownerRef)) {
    throw new NotAllowedError(
      `The mapping belongs to ${ownerRef}: only its members can verify it`,
    );
  }
}
