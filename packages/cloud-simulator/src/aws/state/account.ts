import type { NewIdentityProvider } from '../iam/identityProviders';
import { createIdentityProvider, providerName } from '../iam/identityProviders';
import { putInlinePolicy } from '../iam/inlinePolicies';
import { attachPolicy } from '../iam/managedPolicies';
import type { NewRole } from '../iam/roles';
import { createRole } from '../iam/roles';
import type { NewManagedPolicy } from '../iam/customerPolicies';
import { createManagedPolicy } from '../iam/customerPolicies';
import { uniqueId } from '../uniqueIds';
import type { SimulatedIdentityProvider } from './identityProvider';
import type { SimulatedManagedPolicy } from './managedPolicies';
import { awsManagedPolicy } from './managedPolicies';
import type { AccountQuotas } from './quotas';
import type { SimulatedRole } from './role';
import { SortedMap } from '../../sortedMap';

/**
 * The partitions of AWS, each with ARNs of its own.
 *
 * @public
 */
export type AwsPartition = 'aws' | 'aws-us-gov' | 'aws-cn';

/**
 * A role for test set-up.
 *
 * @public
 */
export interface PutRole {
  roleName: string;
  path?: string;
  assumeRolePolicyDocument: string | object;
  description?: string;
  maxSessionDuration?: number;
  permissionsBoundary?: string;
  tags?: Record<string, string>;
  /** ARNs of managed policies. */
  attachedPolicies?: string[];
  /** Documents by policy name. */
  inlinePolicies?: Record<string, string | object>;
  /**
   * Stores what AWS accepted before it demanded that a trust policy for a
   * shared issuer tests the audience. AWS never checks such a role again
   * until somebody changes its trust policy.
   */
  acceptedByOlderAws?: boolean;
}

/**
 * One AWS account. Everything may be read and changed directly; the `put` and
 * `add` methods check like the API.
 *
 * @public
 */
export class SimulatedAccount {
  /** By URL without scheme. */
  readonly identityProviders = new Map<string, SimulatedIdentityProvider>();
  /** Ids of the IAM users by name. */
  readonly users = new Map<string, string>();
  /** Policies of the customer by ARN. */
  readonly managedPolicies = new Map<string, SimulatedManagedPolicy>();
  /** By lower-case name, since names are unique case-insensitively. */
  readonly rolesByName = new SortedMap<SimulatedRole>();

  constructor(
    readonly accountId: string,
    readonly partition: AwsPartition,
    readonly quotas: AccountQuotas,
    readonly world: {
      now: () => Date;
      principalExists: (arn: string) => boolean;
    },
  ) {}

  /** The role of this name, in whatever case. */
  role(roleName: string): SimulatedRole | undefined {
    return this.rolesByName.get(roleName.toLowerCase());
  }

  /** All roles, in no particular order. */
  roles(): SimulatedRole[] {
    return [...this.rolesByName.values()];
  }

  /** Stores a role; one of the same name is replaced. */
  putRole(role: PutRole): SimulatedRole {
    const { attachedPolicies, inlinePolicies, tags, ...rest } = role;
    const input: NewRole = {
      ...rest,
      assumeRolePolicyDocument: textOf(role.assumeRolePolicyDocument),
      tags: Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    };
    const before = this.role(role.roleName);
    this.deleteRole(role.roleName);
    try {
      const created = createRole(this, input, { setUp: true });
      attachedPolicies?.forEach(arn => attachPolicy(this, created, arn));
      Object.entries(inlinePolicies ?? {}).forEach(([name, document]) =>
        putInlinePolicy(created, name, textOf(document)),
      );
      return created;
    } catch (error) {
      this.deleteRole(role.roleName);
      if (before) {
        this.rolesByName.set(before.roleName.toLowerCase(), before);
      }
      throw error;
    }
  }

  /** Removes a role with everything in it; says whether it was there. */
  deleteRole(roleName: string): boolean {
    return this.rolesByName.delete(roleName.toLowerCase());
  }

  /** The provider of an issuer, with or without `https://`. */
  identityProvider(url: string): SimulatedIdentityProvider | undefined {
    return this.identityProviders.get(providerName(url));
  }

  /** Stores an identity provider; one of the same URL is replaced. */
  putIdentityProvider(input: NewIdentityProvider): SimulatedIdentityProvider {
    const before = this.identityProvider(input.url);
    this.identityProviders.delete(providerName(input.url));
    try {
      return createIdentityProvider(this, input);
    } catch (error) {
      if (before) {
        this.identityProviders.set(before.url, before);
      }
      throw error;
    }
  }

  /** Adds a policy of the customer. */
  addManagedPolicy(input: NewManagedPolicy): SimulatedManagedPolicy {
    return createManagedPolicy(this, input);
  }

  /** A policy that a role of this account can use, AWS's own included. */
  managedPolicy(arn: string): SimulatedManagedPolicy | undefined {
    return (
      this.managedPolicies.get(arn) ?? awsManagedPolicy(this.partition, arn)
    );
  }

  /** Makes sure that an IAM user exists, gives its ARN. */
  addUser(userName: string): string {
    if (!this.users.has(userName)) {
      this.users.set(userName, uniqueId('AIDA'));
    }
    return this.arn('iam', `user/${userName}`);
  }

  /** An ARN in this account. */
  arn(service: 'iam' | 'sts', resource: string): string {
    return `arn:${this.partition}:${service}::${this.accountId}:${resource}`;
  }
}

function textOf(document: string | object): string {
  return typeof document === 'string' ? document : JSON.stringify(document);
}
