import { ClaimsTemplate } from '../claims/types';
import { evaluateTrustPolicy } from '../trust-policy/evaluateTrustPolicy';
import { TrustPolicy } from '../trust-policy/types';
import { AWS_ERRORS } from './awsErrors';
import { Finding, GateResult, OpeningReport } from './types';

/** One decision per opening: candidates that disagree leave it unknown. */
export function agreed(candidates: OpeningReport[]): OpeningReport['decision'] {
  const [first] = candidates;
  return candidates.every(c => c.decision === first.decision)
    ? first.decision
    : 'unknown';
}

/**
 * The trust policy admits every opening in use.
 *
 * @param advice - the finding that says how to mend an opening that is refused
 */
export function trustPolicyGate(
  reports: OpeningReport[][],
  policy: TrustPolicy | undefined,
  providerArn: string | undefined,
  candidates: ClaimsTemplate[][],
  advice?: Finding,
): GateResult {
  const gate = 'trust-policy';
  const decisions = reports.map(agreed);
  const index = (['deny', 'unknown', 'depends'] as const)
    .map(decision => decisions.indexOf(decision))
    .find(found => found >= 0);
  if (index === undefined) {
    return {
      gate,
      outcome: 'pass',
      message: `The trust policy admits the subject ${reports[0][0].subject}.`,
    };
  }
  const { subject, opening } = reports[index][0];
  const opened =
    opening === 'direct'
      ? ''
      : ` when opened through ${
          opening === 'import' ? 'an import' : 'a stack'
        }`;
  switch (decisions[index]) {
    case 'deny':
      return {
        gate,
        outcome: 'fail',
        message: `The trust policy doesn't admit the subject ${subject}${opened}: ${whyDenied(
          policy!,
          providerArn!,
          candidates[index][0],
        )}. AWS says "${AWS_ERRORS.notAuthorized}".${
          advice ? ` ${advice.message}` : ''
        }`,
      };
    case 'depends':
      return {
        gate,
        outcome: 'pass',
        message: `The trust policy admits the subject ${subject}${opened} only for some of its values: it depends on who opens the environment.`,
      };
    default:
      return {
        gate,
        outcome: 'unknown',
        message: `Whether the trust policy admits the subject ${subject}${opened} can't be decided.`,
      };
  }
}

/** The statement that came nearest: it fails last, at one of its conditions. */
function whyDenied(
  policy: TrustPolicy,
  federated: string,
  claims: ClaimsTemplate,
): string {
  const { effect, statements } = evaluateTrustPolicy(policy, {
    principal: { federated },
    claims,
  });
  const decisive =
    effect === 'explicit-deny'
      ? statements.find(s => s.effect === 'Deny' && s.applies === 'yes')
      : statements.find(
          s => s.effect === 'Allow' && s.reason.includes(' expects '),
        ) ?? statements.find(s => s.effect === 'Allow');
  return decisive
    ? `statement ${decisive.statement}, ${decisive.reason}`
    : 'no statement allows it';
}
