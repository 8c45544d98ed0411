import { useApi } from '@backstage/frontend-plugin-api';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { escTrustApiRef } from '../api';
import { isDenied } from '../model/errors/isDenied';
import { isNotFound } from '../model/errors/isNotFound';
import { roleName } from '../model/roles/roleName';

/** A role's trust policy, or why it can't be shown. */
export type RolePolicy =
  | { kind: 'loading' }
  | { kind: 'known'; trustPolicy: string }
  /** The login names no role before the environment is opened. */
  | { kind: 'no-role' }
  /** AWS has no such role, as far as its account was read. */
  | { kind: 'missing' }
  /** It names environments that the user may not read. */
  | { kind: 'hidden' }
  | { kind: 'denied' }
  | { kind: 'failed'; error: Error; retry: () => void };

/**
 * Reads the trust policy of a mapping's role, again when the mapping changes.
 *
 * @param mapping - of the role
 */
export function useRolePolicy(mapping: Mapping): RolePolicy {
  const { accountId, roleArn, trust } = mapping;
  const api = useApi(escTrustApiRef);
  const { loading, error, value, retry } =
    useAsyncRetry(async (): Promise<RolePolicy> => {
      if (!accountId || !roleArn) {
        return { kind: 'no-role' };
      }
      const role = await api.getRole(accountId, roleName(roleArn));
      if (!role.exists || role.roleArn !== roleArn) {
        return { kind: 'missing' };
      }
      return role.trustPolicy === undefined
        ? { kind: 'hidden' }
        : { kind: 'known', trustPolicy: role.trustPolicy };
      // With another report the role may be another one too.
    }, [api, accountId, roleArn, trust]);

  if (error && !loading) {
    if (isDenied(error)) {
      return { kind: 'denied' };
    }
    return isNotFound(error)
      ? { kind: 'missing' }
      : { kind: 'failed', error, retry };
  }
  return value ?? { kind: 'loading' };
}
