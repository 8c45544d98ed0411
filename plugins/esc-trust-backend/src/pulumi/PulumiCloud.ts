import { EnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';

/** An environment's definition, as it is stored. */
export interface EnvironmentDefinition {
  /** Secrets stay ciphertext. */
  yaml: string;
  /** Names this state of the definition; an update is bound to it. */
  etag: string;
}

/**
 * What this plugin asks of Pulumi Cloud.
 *
 * @remarks
 * Every method rejects with a `ServiceUnavailableError` that names the
 * configuration key when the token is refused or the API can't be reached.
 */
export interface PulumiCloud {
  /** Undefined when the environment is absent or invisible to the token. */
  getEnvironment(
    environment: EnvironmentRef,
  ): Promise<EnvironmentDefinition | undefined>;

  /** The environment's tags, name to value. */
  getTags(environment: EnvironmentRef): Promise<Record<string, string>>;

  /** Rejects unless Pulumi Cloud takes the token for writes. */
  checkWriteToken(organization: string): Promise<void>;

  /** @throws ConflictError when the environment exists. */
  createEnvironment(environment: EnvironmentRef): Promise<void>;

  /**
   * Replaces the definition that has this ETag.
   *
   * @throws ConflictError when it has changed, InputError with Pulumi's
   *   diagnostics when it refuses the new one
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
