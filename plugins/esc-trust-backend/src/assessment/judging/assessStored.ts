import { Mapping, Opening } from '@internal/backstage-plugin-esc-trust-common';
import { parseRoleArn } from '../../aws/roleArn';
import { acceptedFingerprints } from '../../mappings/acceptances';
import { AssessmentUpdate } from '../../mappings/MappingStore';
import { StoredLogin } from '../state/environmentFacts';
import { literalRoleArn, trustReportOf } from '../trustReportOf';
import { RoleSide } from './RoleSide';

/** What is known of both sides of a mapping without reading them again. */
export interface KnownFacts {
  issuer: string;
  login: StoredLogin;
  roles: RoleSide;
  /** Acceptances that have expired by then don't count. */
  now: Date;
}

/** The role that a mapping uses by what is known of its login. */
export function roleArnOf(
  mapping: Pick<Mapping, 'roleArn'>,
  login: StoredLogin,
): string | undefined {
  return login.login === undefined ? mapping.roleArn : literalRoleArn(login);
}

/**
 * Assesses a mapping from what was read before.
 *
 * @param more - openings that nobody has found, for a comparison
 * @returns undefined when that isn't enough: it is not known whose the role is
 */
export function assessStored(
  mapping: Mapping,
  known: KnownFacts,
  more: Opening[] = [],
): AssessmentUpdate | undefined {
  const { login, issuer, roles } = known;
  const arn = roleArnOf(mapping, login);
  const role = arn === undefined ? undefined : roles.roleOf(arn);
  const consents = arn === undefined ? [] : roles.consentsOf(arn);
  // An owner who is unknown is another thing than none.
  if (role && !role.owner && consents.length > 0) {
    return undefined;
  }
  const stale = arn === undefined ? undefined : roles.staleOf?.(arn);
  return {
    ...(stale ? { stale } : {}),
    roleArn: arn,
    accountId: arn === undefined ? undefined : parseRoleArn(arn)?.accountId,
    trust: trustReportOf({
      environment: mapping.environment,
      issuer,
      ...login,
      openings: openingsOf(mapping, login, more),
      role,
      identityProvider:
        arn === undefined ? undefined : roles.identityProviderOf(arn, issuer),
      consents,
      acceptedFingerprints: acceptedFingerprints(mapping, known.now),
    }),
  };
}

/**
 * The openings that a mapping is judged by: the intended ones, by default
 * directly, and those that were found.
 */
export function openingsOf(
  mapping: Partial<Pick<Mapping, 'openings'>>,
  login: StoredLogin,
  more: Opening[] = [],
): Opening[] {
  const intended: Opening[] = mapping.openings ?? [{ kind: 'direct' }];
  const all = [...intended, ...(login.openings ?? []), ...more];
  return [...new Map(all.map(one => [JSON.stringify(one), one])).values()];
}
