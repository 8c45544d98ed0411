import { EnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { WriteGuard } from '../time/WriteGuard';

/** An environment's definition, as it is stored. */
export interface EnvironmentDefinition {
  /** Secrets stay ciphertext. */
  yaml: string;
  /** Names this state of the definition; an update is bound to it. */
  etag: string;
}

/** An environment as the list of its organization names it. */
export interface ListedEnvironment {
  environment: EnvironmentRef;
  /** Moves whenever the definition changes; empty when it isn't told. */
  modified: string;
}

/** Some of the environments of an organization. */
export interface EnvironmentPage {
  environments: ListedEnvironment[];
  /** Cursor of the next page; absent on the last. */
  next?: string;
}

/** A stack that lists an environment. */
export interface StackReferrer {
  project: string;
  stack: string;
}

/** Whom a token belongs to. */
export interface PulumiUser {
  login: string;
  /** Set for a token of an organization or of a team. */
  organization?: string;
  team?: string;
}

/**
 * What this plugin asks of Pulumi Cloud.
 *
 * @remarks
 * Every method rejects with a `ServiceUnavailableError` that names the
 * configuration key when the token is refused or the API can't be reached. A
 * write whose effect is unknown rejects with an `UnansweredError`; every other
 * error of a write means that nothing has changed.
 */
export interface PulumiCloud {
  /** The same, with writes that ask a guard first, and ended by its signal. */
  guarded(guard: WriteGuard): PulumiCloud;

  /** Undefined when the environment is absent or invisible to the token. */
  getEnvironment(
    environment: EnvironmentRef,
    options?: { signal?: AbortSignal },
  ): Promise<EnvironmentDefinition | undefined>;

  /** The environments of an organization that the token can see, by pages. */
  listEnvironments(
    organization: string,
    options?: { cursor?: string; signal?: AbortSignal },
  ): Promise<EnvironmentPage>;

  /** The stacks that list the environment; none when it is absent. */
  listStackReferrers(
    environment: EnvironmentRef,
    options?: { signal?: AbortSignal },
  ): Promise<StackReferrer[]>;

  /** The environment's tags, name to value. */
  getTags(environment: EnvironmentRef): Promise<Record<string, string>>;

  /** Whom the token for reads, or another one, belongs to. */
  getUser(
    organization: string,
    token?: 'read' | 'write' | 'open',
  ): Promise<PulumiUser>;

  /** Rejects unless Pulumi Cloud takes the token for writes. */
  checkWriteToken(organization: string): Promise<void>;

  /**
   * Really opens an environment, with the token for that, for as short as
   * possible. No value is read.
   *
   * @returns whom Pulumi Cloud's tokens name as the opener, when it is known
   *
   * @throws OpenFailedError with Pulumi's diagnostics, among them AWS's refusal
   *   of a login; ApprovalNeededError when openings have to be approved
   */
  openEnvironment(environment: EnvironmentRef): Promise<{ openedBy?: string }>;

  /** @throws ConflictError when the environment exists. */
  createEnvironment(environment: EnvironmentRef): Promise<void>;

  /**
   * Replaces the definition that has this ETag.
   *
   * @throws ConflictError when it has changed, ApprovalNeededError when changes
   *   have to be approved, InputError with Pulumi's diagnostics when it refuses
   *   the new one
   */
  updateEnvironment(
    environment: EnvironmentRef,
    definition: { yaml: string; etag: string },
  ): Promise<void>;

  /** Deletes an environment; one that is absent is no error. */
  deleteEnvironment(environment: EnvironmentRef): Promise<void>;

  /** Sets one tag that the environment doesn't have yet. */
  addTag(
    environment: EnvironmentRef,
    tag: { name: string; value: string },
  ): Promise<void>;
}
