import {
  EnvironmentRef,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  AwsAccountReader,
  IdentityProviderState,
  RoleState,
} from '../aws/AwsAccount';
import { MappingStore } from '../mappings/MappingStore';
import { EnvironmentDefinition, PulumiCloud } from '../pulumi/PulumiCloud';

/** What is there now; undefined is "doesn't exist". */
export interface ObservedState {
  identityProvider?: IdentityProviderState;
  role?: RoleState & {
    attachedPolicyArns: string[];
    /** Name to JSON text. */
    inlinePolicies: Record<string, string>;
  };
  /** The environment with its tags. */
  environment?: EnvironmentDefinition & { tags: Record<string, string> };
  mapping?: Mapping;
  /** The role whose owner has agreed to the mapping. */
  consentedRoleArn?: string;
}

/** Reads everything that a provision may touch. */
export async function observe(
  what: {
    environment: EnvironmentRef;
    loginPath: string;
    roleName: string;
    identityProviderArn: string;
  },
  sources: {
    account: AwsAccountReader;
    pulumi: PulumiCloud;
    mappings: MappingStore;
  },
): Promise<ObservedState> {
  const { account, pulumi, mappings } = sources;
  const [identityProvider, role, environment, mapping] = await Promise.all([
    account.getIdentityProvider(what.identityProviderArn),
    observeRole(account, what.roleName),
    observeEnvironment(pulumi, what.environment),
    mappings.findByLogin(what.environment, what.loginPath),
  ]);
  const consentedRoleArn = mapping && (await mappings.getConsent(mapping.id));
  return { identityProvider, role, environment, mapping, consentedRoleArn };
}

/** A role with its policies. */
export async function observeRole(
  account: AwsAccountReader,
  name: string,
): Promise<ObservedState['role']> {
  const role = await account.getRole(name);
  return (
    role && {
      ...role,
      attachedPolicyArns: await account.listAttachedPolicies(name),
      inlinePolicies: await account.listInlinePolicies(name),
    }
  );
}

/** The environment with its tags. */
export async function observeEnvironment(
  pulumi: PulumiCloud,
  environment: EnvironmentRef,
) {
  const definition = await pulumi.getEnvironment(environment);
  return (
    definition && { ...definition, tags: await pulumi.getTags(environment) }
  );
}
