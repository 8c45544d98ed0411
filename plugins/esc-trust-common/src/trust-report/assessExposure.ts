import { audienceOf } from '../claims/claimsFor';
import { analyzeExposure } from '../trust-policy/analyzeExposure';
import { TrustPolicy } from '../trust-policy/types';
import { countedExposure, decidesStatus, markAccepted } from './acceptance';
import type { AssessTrustInput } from './assessTrust';
import { concerns, reporter, statementFindings } from './findings';
import { intendedClaims } from './intendedClaims';
import { Exposure, ExposureVerdict, Finding } from './types';

/** Who else is let in, and what the statements have to do with it. */
export interface AssessedExposure {
  /** Of the whole policy, whatever was accepted. */
  exposure: Exposure;
  /** What counts in the status: without what was accepted. */
  counted: ExposureVerdict;
  /** About the statements, those that were accepted marked. */
  findings: Finding[];
}

/**
 * Judges who else may assume the role, and what of it somebody accepted.
 *
 * @param options - `attributes` and `providerArn` are undefined when they aren't
 *   known; `accepted`: fingerprints; `sharesSubject`: somebody accepted that the
 *   login's subject doesn't name its environment
 */
export function assessExposure(options: {
  input: AssessTrustInput;
  issuer: string;
  attributes: string[] | undefined;
  policy: TrustPolicy | undefined;
  providerArn: string | undefined;
  accepted: ReadonlySet<string>;
  sharesSubject: boolean;
}): AssessedExposure {
  const { input, issuer, attributes, policy, providerArn, accepted } = options;
  if (!policy || !providerArn) {
    return undecided([]);
  }
  const audiences = new Set(
    [input.environment, ...(input.intended ?? [])].map(audienceOf),
  );
  const roleArn = input.role!.arn;
  const lists = statementFindings(policy, providerArn, roleArn, audiences);
  if (!attributes) {
    return undecided(markAccepted(lists.flat(), accepted));
  }
  const intended = intendedClaims(
    input,
    issuer,
    attributes,
    options.sharesSubject,
  );
  const analyze = (some: TrustPolicy) =>
    analyzeExposure(some, { identityProviderArn: providerArn, intended });
  const exposure = analyze(policy);
  const findings = lists.map((list, index) =>
    markAccepted(
      exposure.verdict === 'wider' &&
        !list.some(decidesStatus) &&
        admitsOthers(policy, index, providerArn, analyze)
        ? [
            ...list,
            reporter(
              policy.statements[index],
              index,
              roleArn,
            )('others-admitted'),
          ]
        : list,
      accepted,
    ),
  );
  const counted = countedExposure({
    policy,
    exposure,
    findings,
    audiences,
    identityProviderArn: providerArn,
    analyze,
  });
  return { exposure, counted, findings: findings.flat() };
}

function undecided(findings: Finding[]): AssessedExposure {
  return {
    exposure: { verdict: 'undecided', witnesses: [] },
    counted: 'undecided',
    findings,
  };
}

/**
 * Whether one Allow lets others in, whatever the other Allows do; the policy as
 * a whole does.
 */
function admitsOthers(
  policy: TrustPolicy,
  index: number,
  providerArn: string,
  analyze: (policy: TrustPolicy) => Exposure,
): boolean {
  const statement = policy.statements[index];
  if (statement.effect !== 'Allow' || !concerns(statement, providerArn)) {
    return false;
  }
  const statements = policy.statements.filter(
    other =>
      other === statement ||
      other.effect === 'Deny' ||
      !concerns(other, providerArn),
  );
  return (
    statements.length === policy.statements.length ||
    analyze({ ...policy, statements }).verdict === 'wider'
  );
}
