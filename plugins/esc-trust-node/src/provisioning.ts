import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { EnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';

/**
 * What would be provisioned, in full: defaults are filled in.
 *
 * @public
 */
export interface ProposedProvision {
  /** Entity ref of the user who asks. */
  readonly requestedBy: string;
  /** Entity ref of the team that will own the role. */
  readonly ownerRef: string;
  /** Catalog entities whose pages will show the mapping. */
  readonly entityRefs: readonly string[];
  /** The environment that gets the role. */
  readonly environment: Readonly<EnvironmentRef>;
  /** Where the role is created. */
  readonly account: {
    /** 12 digits. */
    readonly accountId: string;
    /** `aws`, `aws-us-gov` or `aws-cn`. */
    readonly partition: string;
  };
  /** The role. */
  readonly role: {
    /** Its name. */
    readonly name: string;
    /** Starts and ends with a slash. */
    readonly path: string;
    /** Shown in AWS. */
    readonly description: string;
    /** Seconds. */
    readonly maxSessionDuration: number;
    /** ARNs of the policies that it gets. */
    readonly managedPolicyArns: readonly string[];
    /** Its own permissions policy. */
    readonly inlinePolicy?: Readonly<Record<string, unknown>>;
    /** ARN of the policy that bounds it. */
    readonly permissionsBoundaryArn?: string;
    /** With the configured ones and the portal's own. */
    readonly tags: Readonly<Record<string, string>>;
  };
  /** The environment's login. */
  readonly login: {
    /** Where it stands in the definition, such as `aws.login`. */
    readonly path: string;
    /** What the token's subject is made of. */
    readonly subjectAttributes: readonly string[];
    /** Go style, such as `1h30m`. */
    readonly duration: string;
    /** Name of the role session. */
    readonly sessionName: string;
    /** ARNs of session policies, which narrow what the role may do. */
    readonly policyArns: readonly string[];
  };
  /** False when the environment's definition is left as it is. */
  readonly configureEnvironment: boolean;
  /** True when a role that is there already is taken over. */
  readonly adoptRole: boolean;
}

/**
 * A guardrail beside the configured ones.
 *
 * @public
 */
export interface ProvisioningCheck {
  /** Short; refusals and audit events name it. */
  readonly name: string;
  /** Where people can change what it checks, such as a configuration key. */
  readonly setting?: string;
  /**
   * Looks at what would be provisioned, which can't be changed.
   *
   * @param proposed - what would be provisioned
   * @returns a sentence that says why not and what to change, or nothing. A
   *   check that throws refuses as well
   */
  check(
    proposed: ProposedProvision,
  ): string | undefined | Promise<string | undefined>;
}

/**
 * What modules may add to provisioning.
 *
 * @public
 */
export interface EscTrustProvisioningExtensionPoint {
  /**
   * Adds a check that every provision has to pass as well.
   *
   * @param check - asked after the configured guardrails, before planning
   */
  addGuardrail(check: ProvisioningCheck): void;
}

/**
 * Lets a module add checks of what is provisioned.
 *
 * @public
 */
export const escTrustProvisioningExtensionPoint =
  createExtensionPoint<EscTrustProvisioningExtensionPoint>({
    id: 'esc-trust.provisioning',
  });
