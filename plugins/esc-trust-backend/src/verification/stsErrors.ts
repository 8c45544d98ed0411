import { Gate, TrustReport } from '@internal/backstage-plugin-esc-trust-common';

/** A text of AWS, and the gate that it tells of. */
interface StsError {
  pattern: RegExp;
  /** Absent when the text doesn't tell. */
  gate?: Gate;
}

/**
 * What STS says when it refuses a login. Only what a pattern matches is ever
 * passed on, so a pattern must not match more than AWS's own words.
 */
const STS_ERRORS: StsError[] = [
  {
    pattern:
      /InvalidIdentityToken: No OpenIDConnect provider found in your account for [\w:./-]+/,
    gate: 'identity-provider',
  },
  {
    pattern: /InvalidIdentityToken: Incorrect token audience/,
    gate: 'audience',
  },
  // The same text for a wrong subject, a wrong audience condition and a role
  // that doesn't exist: `gateOf` asks the trust report which.
  {
    pattern:
      /AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity/,
    gate: 'trust-policy',
  },
  { pattern: /AccessDenied: Not authorized to perform sts:\w+/ },
  {
    pattern:
      /ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role/,
    gate: 'session-duration',
  },
  { pattern: /ValidationError/, gate: 'login' },
  { pattern: /MalformedPolicyDocument|PackedPolicyTooLarge/, gate: 'login' },
  // The issuer's keys, AWS's clock or AWS's way to the issuer.
  { pattern: /ExpiredToken(Exception)?/ },
  { pattern: /IDPCommunicationError/ },
  { pattern: /IDPRejectedClaim/ },
  { pattern: /InvalidIdentityToken/ },
  { pattern: /RegionDisabled(Exception)?/ },
];

/** AWS's own words in an error of Pulumi's, and what they tell. */
export interface StsRefusal {
  message: string;
  gate?: Gate;
}

/**
 * Finds AWS's refusal in what Pulumi says of a login.
 *
 * @param summary - may quote anything: nothing but AWS's words comes out
 * @param report - the state of both sides by now, for the text that AWS uses for
 *   several gates
 */
export function readStsRefusal(
  summary: string,
  report: TrustReport,
): StsRefusal | undefined {
  for (const { pattern, gate } of STS_ERRORS) {
    const [message] = pattern.exec(summary) ?? [];
    if (message) {
      const which = gate === 'trust-policy' ? gateOf(report) : gate;
      return { message, ...(which ? { gate: which } : {}) };
    }
  }
  return undefined;
}

/** Which gate "Not authorized" is about: a role that isn't there comes first. */
function gateOf({ gates }: TrustReport): Gate {
  const role = gates.find(({ gate }) => gate === 'role');
  return role?.outcome === 'fail' ? 'role' : 'trust-policy';
}
