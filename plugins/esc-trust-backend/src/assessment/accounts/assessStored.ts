import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { acceptedFingerprints } from '../../mappings/acceptances';
import { AssessmentUpdate } from '../../mappings/MappingStore';
import { RoleFacts } from '../state/AccountState';
import { Consent } from '../state/digests';
import { StoredLogin } from '../state/LoginState';
import { literalRoleArn, trustReportOf } from '../trustReportOf';

/** What is known of both sides of a mapping without reading them again. */
export interface KnownFacts {
  issuer: string;
  /** Absent while its definition has never been read. */
  login?: StoredLogin;
  /** Null when there is no such role. */
  role: RoleFacts | null;
  /** Null when it is missing, undefined when nobody has asked. */
  identityProvider?: { clientIds: string[] } | null;
  consents: Consent[];
  /** Acceptances that have expired by then don't count. */
  now: Date;
}

/**
 * Assesses a mapping from what was read before.
 *
 * @returns undefined when that isn't enough: the login has never been read, it
 *   names another role by now, or it is not known whose the role is
 */
export function assessStored(
  mapping: Mapping,
  known: KnownFacts,
): AssessmentUpdate | undefined {
  const { login, role, consents } = known;
  if (!login) {
    return undefined;
  }
  const arn =
    login.login === undefined ? mapping.roleArn : literalRoleArn(login);
  // An owner who is unknown is another thing than none.
  const needsOwner = role && !role.owner && consents.length > 0;
  if (arn !== mapping.roleArn || needsOwner) {
    return undefined;
  }
  return {
    roleArn: arn,
    accountId: mapping.accountId,
    trust: trustReportOf({
      environment: mapping.environment,
      issuer: known.issuer,
      ...login,
      role,
      identityProvider: known.identityProvider,
      consents,
      acceptedFingerprints: acceptedFingerprints(mapping, known.now),
    }),
  };
}
