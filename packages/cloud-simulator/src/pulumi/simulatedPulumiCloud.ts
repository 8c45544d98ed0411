import type { SimulatedEnvironment, StackReferrer } from './state/environments';
import type { NewPulumiToken } from './state/tokens';

/**
 * Pulumi Cloud: its organizations, access tokens and environments, as a test
 * sets them up and looks at them.
 *
 * @public
 */
export interface SimulatedPulumiCloud {
  /** Adds an organization. */
  addOrganization(name: string, options?: { members?: string[] }): void;

  /** Makes an access token: `pul-…`. */
  createToken(token: NewPulumiToken): string;

  /**
   * Creates or replaces an environment, as somebody did in the past. Its
   * definition is not checked. Settings that are left out stay as they are.
   */
  putEnvironment(options: {
    organization: string;
    project: string;
    name: string;
    yaml: string;
    tags?: Record<string, string>;
    deletionProtected?: boolean;
    requiresApproval?: boolean;
    openRequiresApproval?: boolean;
  }): SimulatedEnvironment;

  /** The environment `organization/project/name`, if it exists. */
  environment(fullName: string): SimulatedEnvironment | undefined;

  /** Removes an environment; says whether it was there. */
  deleteEnvironment(fullName: string): boolean;

  /** Records that a stack uses an environment. */
  addStackReferrer(fullName: string, stack: StackReferrer): void;
}
