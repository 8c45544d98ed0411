/** What a mapping's trust report must say. */
export type FleetStatus = 'trusted' | 'over-permissive' | 'untrusted';

/** How a role that trusts the issuer was set up. */
export type TrustKind =
  | 'exact'
  | 'other-environment'
  | 'audience-only'
  | 'project-pattern';

/** How large a fleet is, and what it looks like. */
export interface FleetSize {
  seed: number;
  accounts: number;
  rolesPerAccount: number;
  /** Of each account: these roles trust the issuer, and a mapping names each. */
  mappingsPerAccount: number;
  organizations: number;
}

/** One mapping, with the role that it names. */
export interface PlannedMapping {
  id: string;
  account: number;
  role: number;
  accountId: string;
  roleName: string;
  roleArn: string;
  organization: string;
  project: string;
  name: string;
  ownerRef: string;
}

/** How common each is, and what follows from it. */
const KINDS: Array<[TrustKind, percent: number, FleetStatus]> = [
  ['exact', 85, 'trusted'],
  ['other-environment', 5, 'untrusted'],
  ['audience-only', 5, 'over-permissive'],
  ['project-pattern', 5, 'over-permissive'],
];

/**
 * A fleet that is computed from its seed: nobody has to hold a million roles.
 *
 * @remarks
 * Roles that trust the issuer come first in each account. Changes come in waves:
 * with each one, a share of the roles is set up differently from then on.
 */
export class FleetPlan {
  constructor(readonly size: FleetSize) {}

  get mappings(): number {
    return this.size.accounts * this.size.mappingsPerAccount;
  }

  accountId(account: number): string {
    return String(100_000_000_000 + account);
  }

  accountOf(accountId: string): number {
    return Number(accountId) - 100_000_000_000;
  }

  organizationOf(account: number): string {
    return `org-${account % this.size.organizations}`;
  }

  /** Accounts whose environments one organization has. */
  accountsOf(organization: number): number[] {
    const { accounts, organizations } = this.size;
    return Array.from(
      { length: Math.ceil((accounts - organization) / organizations) },
      (_, index) => organization + index * organizations,
    );
  }

  trustsIssuer(role: number): boolean {
    return role < this.size.mappingsPerAccount;
  }

  roleName(account: number, role: number): string {
    return this.trustsIssuer(role)
      ? `esc-team-${account % 50}-service-${role}`
      : `service-role-${role}-${this.random(account, role, 1) % 1_000_000}`;
  }

  /** As IAM makes them: another one means another role. */
  roleId(account: number, role: number): string {
    const number = account * this.size.rolesPerAccount + role;
    return `AROA${number.toString(36).toUpperCase().padStart(17, '0')}`;
  }

  mapping(account: number, role: number): PlannedMapping {
    const accountId = this.accountId(account);
    const roleName = this.roleName(account, role);
    const number = account * this.size.mappingsPerAccount + role;
    return {
      id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      account,
      role,
      accountId,
      roleName,
      roleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
      organization: this.organizationOf(account),
      project: `team-${account % 50}`,
      name: `environment-${account}-${role}`,
      ownerRef: `group:default/team-${account % 50}`,
    };
  }

  /** How a role stands once so many waves of changes are over. */
  kindOf(account: number, role: number, waves: number): TrustKind {
    let place = this.random(account, role, 2) % 100;
    // Each change makes it another kind.
    const moves = this.changes(account, role, waves);
    for (const [index, [, percent]] of KINDS.entries()) {
      if (place < percent) {
        return KINDS[(index + moves) % KINDS.length][0];
      }
      place -= percent;
    }
    throw new Error('The shares are no hundred percent');
  }

  statusOf(account: number, role: number, waves: number): FleetStatus {
    const kind = this.kindOf(account, role, waves);
    return KINDS.find(([one]) => one === kind)![2];
  }

  /** How many of the waves have changed a role: each changes one in a hundred. */
  changes(account: number, role: number, waves: number): number {
    return this.#changes(account, role, waves, 1_000);
  }

  /** The same of the definition of its environment. */
  definitionChanges(account: number, role: number, waves: number): number {
    return this.#changes(account, role, waves, 2_000);
  }

  #changes(account: number, role: number, waves: number, salt: number): number {
    return Array.from({ length: waves }).filter(
      (_, wave) => this.random(account, role, salt + wave) % 100 === 0,
    ).length;
  }

  /** A whole number from the seed, the same each time. */
  random(account: number, role: number, salt: number): number {
    let hash = this.size.seed | 0;
    for (const part of [account, role, salt]) {
      hash = Math.imul(hash ^ part, 0x9e3779b1);
      hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
      hash ^= hash >>> 13;
    }
    return hash >>> 0;
  }
}
