import { stringifyEnvironmentRef } from '../claims/environment';
import { loginIssuerBeside } from '../claims/issuer';
import type { AssessTrustInput } from './assessTrust';
import { createFinding } from './createFinding';
import { Gate, TrustReport } from './types';

const GATES: Gate[] = [
  'login',
  'identity-provider',
  'audience',
  'role',
  'trust-policy',
  'session-duration',
];

/**
 * The report for an issuer whose tokens no `aws-login` sends, `…/oidc/v2`:
 * nothing can be said about them, for their subjects are made of IDs.
 *
 * @param environment - the environment that holds the login
 * @param issuer - the issuer that was given
 */
export function wrongIssuerReport(
  environment: AssessTrustInput['environment'],
  issuer: string,
): TrustReport {
  const finding = createFinding('issuer-not-of-logins', {
    about: stringifyEnvironmentRef(environment),
    values: { detail: loginIssuerBeside(issuer), issuer },
  });
  return {
    status: 'unknown',
    access: 'unknown',
    exposure: { verdict: 'undecided', witnesses: [] },
    claims: {
      issuer,
      audience: '{audience}',
      // The grammar of this issuer's subjects, with everything left open.
      subject: 'pulumi:org:{organization ID}:env:{environment ID}',
    },
    openings: [],
    gates: GATES.map(gate => ({
      gate,
      outcome: 'unknown',
      message: finding.message,
    })),
    findings: [finding],
  };
}
