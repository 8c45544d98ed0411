import { SortedMap } from '../sortedMap';
import type { SimulatedAccount } from './state/account';
import type { SimulatedIdentityProvider } from './state/identityProvider';
import { SimulatedRole } from './state/role';

/**
 * A number of reads, for everything or by ARN.
 *
 * @public
 */
export type ArnLag = number | ((arn: string) => number);

/** A role and an identity provider by name; `*` names all. */
export interface ReplicaPlace {
  roleName?: string;
  provider?: string;
}

interface Shown<V> {
  account: SimulatedAccount;
  key: string;
  arn: string;
  /** The state that is still shown; `undefined` when there was nothing. */
  before: V | undefined;
  left: number;
}

/** What one kind of reader still sees of roles and identity providers. */
export class Replica {
  private roles: Array<Shown<SimulatedRole>> = [];
  private providers: Array<Shown<SimulatedIdentityProvider>> = [];

  constructor(private readonly lag: () => ArnLag) {}

  clear(): void {
    this.roles = [];
    this.providers = [];
  }

  /** Keeps the state before a write, to be called back when it succeeded. */
  beforeWrite(account: SimulatedAccount, place: ReplicaPlace): () => void {
    const { provider } = place;
    const roleKey = place.roleName?.toLowerCase();
    const lag = this.lag();
    if (lag === 0) {
      // Most simulators never lag; their accounts may be large.
      return () => {};
    }
    const role = roleKey && account.role(roleKey);
    const oldRole = role ? copyOfRole(role) : undefined;
    const oldProvider = provider && account.identityProviders.get(provider);
    const before = oldProvider ? copyOfProvider(oldProvider) : undefined;
    return () => {
      if (roleKey) {
        const arn = account.role(roleKey)?.arn ?? oldRole?.arn;
        keep(this.roles, lag, { account, key: roleKey, arn, before: oldRole });
      }
      if (provider) {
        const arn = account.arn('iam', `oidc-provider/${provider}`);
        keep(this.providers, lag, { account, key: provider, arn, before });
      }
    };
  }

  /** The account as this reader sees it. Counts as a read of what is named. */
  see(account: SimulatedAccount, place: ReplicaPlace): SimulatedAccount {
    const roles = this.roles.filter(one => one.account === account);
    const providers = this.providers.filter(one => one.account === account);
    if (roles.length === 0 && providers.length === 0) {
      return account;
    }
    const shownRoles = new SortedMap<SimulatedRole>();
    for (const [key, role] of account.rolesByName.entriesAfter()) {
      shownRoles.set(key, role);
    }
    overlay(shownRoles, roles);
    const shownProviders = new Map(account.identityProviders);
    overlay(shownProviders, providers);
    this.roles = countDown(this.roles, account, place.roleName?.toLowerCase());
    this.providers = countDown(this.providers, account, place.provider);
    // Everything else is the account's own.
    return Object.create(account, {
      rolesByName: { value: shownRoles },
      identityProviders: { value: shownProviders },
    });
  }

  /** Whether something is new and not seen yet. Counts as a read of it. */
  isUnseen(arn: string): boolean {
    const unseen = [...this.roles, ...this.providers].find(
      one => one.arn === arn && one.before === undefined,
    );
    if (unseen) {
      const { account, key } = unseen;
      const isRole = this.roles.includes(unseen as Shown<SimulatedRole>);
      this.see(account, isRole ? { roleName: key } : { provider: key });
    }
    return unseen !== undefined;
  }
}

function keep<V>(
  shown: Array<Shown<V>>,
  lag: ArnLag,
  { arn = '', ...written }: Omit<Shown<V>, 'left' | 'arn'> & { arn?: string },
): void {
  const left = typeof lag === 'function' ? lag(arn) : lag;
  const known = shown.find(
    one => one.account === written.account && one.key === written.key,
  );
  if (known) {
    known.arn = arn;
    known.left = Math.max(known.left, left);
  } else if (left > 0) {
    shown.push({ ...written, arn, left });
  }
}

function overlay<V>(
  entries: { set(key: string, value: V): void; delete(key: string): boolean },
  shown: Array<Shown<V>>,
): void {
  for (const { key, before } of shown) {
    if (before === undefined) {
      entries.delete(key);
    } else {
      entries.set(key, before);
    }
  }
}

function countDown<V>(
  shown: Array<Shown<V>>,
  account: SimulatedAccount,
  key: string | undefined,
): Array<Shown<V>> {
  for (const one of shown) {
    if (one.account === account && (key === '*' || one.key === key)) {
      one.left -= 1;
    }
  }
  return shown.filter(({ left }) => left > 0);
}

function copyOfRole(role: SimulatedRole): SimulatedRole {
  const copy: SimulatedRole = Object.assign(
    Object.create(SimulatedRole.prototype),
    role,
    { ownTags: undefined },
    { ownAttachedPolicies: undefined, ownInlinePolicies: undefined },
  );
  role.tags.forEach((value, key) => copy.tags.set(key, value));
  role.attachedPolicies.forEach(arn => copy.attachedPolicies.add(arn));
  role.inlinePolicies.forEach((text, name) =>
    copy.inlinePolicies.set(name, text),
  );
  return copy;
}

function copyOfProvider(
  provider: SimulatedIdentityProvider,
): SimulatedIdentityProvider {
  return {
    ...provider,
    clientIds: new Set(provider.clientIds),
    thumbprints: [...provider.thumbprints],
    tags: new Map(provider.tags),
  };
}
