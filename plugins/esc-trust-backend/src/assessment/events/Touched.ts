import {
  EnvironmentRef,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';

/** What an event says has changed. */
export type Touched =
  | { kind: 'role'; accountId: string; roleName: string }
  | { kind: 'identity-provider'; accountId: string; issuer: string }
  | { kind: 'environment'; environment: EnvironmentRef };

/** How the database names it. */
export interface TouchedKey {
  kind: Touched['kind'];
  name: string;
}

/** The name of what was touched. */
export function toKey(touched: Touched): TouchedKey {
  switch (touched.kind) {
    case 'role':
      return {
        kind: touched.kind,
        name: `${touched.accountId}/${touched.roleName}`,
      };
    case 'identity-provider':
      return {
        kind: touched.kind,
        name: `${touched.accountId}/${touched.issuer}`,
      };
    default:
      return {
        kind: touched.kind,
        name: stringifyEnvironmentRef(touched.environment),
      };
  }
}

/** What a name of {@link toKey} stands for. */
export function fromKey({ kind, name }: TouchedKey): Touched {
  const [first, ...others] = name.split('/');
  const rest = others.join('/');
  switch (kind) {
    case 'role':
      return { kind, accountId: first, roleName: rest };
    case 'identity-provider':
      return { kind, accountId: first, issuer: rest };
    default: {
      const [project, environment] = others;
      return {
        kind,
        environment: { organization: first, project, name: environment },
      };
    }
  }
}
