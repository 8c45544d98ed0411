import { IdentityApi } from '@backstage/frontend-plugin-api';

const KEY = 'esc-trust-demo:signed-in-as';

/** An auth provider of the demo's backend: each signs one user in. */
export type DemoUser = 'guest' | 'visitor';

/** Who has signed in in this browser, and not out again. */
export function readChosenUser(): DemoUser | undefined {
  const chosen = localStorage.getItem(KEY);
  return chosen === 'guest' || chosen === 'visitor' ? chosen : undefined;
}

/** Remembers it over reloads. */
export function choose(user: DemoUser): void {
  localStorage.setItem(KEY, user);
}

/** The same identity, which is forgotten when it signs out. */
export function forgottenOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    getProfileInfo: () => identity.getProfileInfo(),
    signOut: async () => {
      localStorage.removeItem(KEY);
      await identity.signOut();
    },
  };
}
