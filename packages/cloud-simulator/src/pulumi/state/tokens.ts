import { randomBytes } from 'node:crypto';

/**
 * What an access token may do with environments.
 *
 * @public
 */
export type PulumiScope =
  | 'environment:read'
  | 'environment:read_decrypt'
  | 'environment:open'
  | 'environment:write'
  | 'environment:delete'
  | 'environment:clone';

/**
 * An access token to make.
 *
 * @public
 */
export interface NewPulumiToken {
  /** The user; of team and organization tokens nobody sees it. */
  login: string;
  organizations: string[];
  scopes: PulumiScope[];
  /** Default: `personal`. */
  type?: 'personal' | 'team' | 'organization';
  /** Of a team token. */
  team?: string;
  name?: string;
}

/** The tokens that were made. */
export class TokenStore {
  private readonly byToken = new Map<string, NewPulumiToken>();

  create(details: NewPulumiToken): string {
    const token = `pul-${randomBytes(20).toString('hex')}`;
    this.byToken.set(token, details);
    return token;
  }

  all(): Iterable<string> {
    return this.byToken.keys();
  }

  find(token: string): NewPulumiToken | undefined {
    return this.byToken.get(token);
  }
}
