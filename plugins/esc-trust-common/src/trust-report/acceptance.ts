import { claimOfKey } from '../trust-policy/conditions';
import { parseOperator } from '../trust-policy/operators';
import { PolicyStatement, TrustPolicy } from '../trust-policy/types';
import { FINDING_CODES, FindingCode } from './findingCodes';
import { Exposure, ExposureVerdict, Finding } from './types';

/** Whether a finding counts in the status as long as nobody accepts it. */
export function decidesStatus({ code }: Finding): boolean {
  return FINDING_CODES[code as FindingCode].decidesStatus;
}

/**
 * Marks the findings that somebody accepted on purpose, as far as they can be.
 *
 * @param fingerprints - of the accepted findings
 */
export function markAccepted(
  findings: Finding[],
  fingerprints: ReadonlySet<string>,
): Finding[] {
  return findings.map(finding =>
    fingerprints.has(finding.fingerprint) &&
    FINDING_CODES[finding.code as FindingCode].canBeAccepted
      ? { ...finding, accepted: true }
      : finding,
  );
}

/**
 * The exposure that counts in the status: that of the policy without the
 * statements whose every deciding finding is accepted.
 *
 * @remarks
 * Leaving out an Allow takes nothing but its own tokens out of what the policy
 * admits, so what remains is judged as before. A statement counts all the same
 * when it doesn't pin the audience to the organizations that are meant: what
 * lets others in can't be accepted, whatever the findings say.
 *
 * @param options - `exposure`: of the whole policy; `findings`: per statement,
 *   marked; `audiences`: of the intended claims; `analyze`: judges a policy
 */
export function countedExposure(options: {
  policy: TrustPolicy;
  exposure: Exposure;
  findings: Finding[][];
  audiences: ReadonlySet<string>;
  identityProviderArn: string;
  analyze: (policy: TrustPolicy) => Exposure;
}): ExposureVerdict {
  const { policy, exposure, findings, analyze } = options;
  if (exposure.verdict === 'intended') {
    return 'intended';
  }
  const counting = policy.statements.filter((statement, index) => {
    const deciding = findings[index].filter(decidesStatus);
    return (
      statement.effect === 'Deny' ||
      deciding.length === 0 ||
      deciding.some(finding => !finding.accepted) ||
      !pinsAudience(statement, options)
    );
  });
  if (counting.length === policy.statements.length) {
    return exposure.verdict;
  }
  return analyze({ ...policy, statements: counting }).verdict;
}

/** Whether a statement names exact audiences, of organizations that are meant. */
function pinsAudience(
  statement: PolicyStatement,
  options: { audiences: ReadonlySet<string>; identityProviderArn: string },
): boolean {
  const { audiences, identityProviderArn } = options;
  return statement.conditions.some(
    ({ key, operator, values }) =>
      claimOfKey(key, identityProviderArn) === 'audience' &&
      parseOperator(operator).base === 'stringequals' &&
      values.length > 0 &&
      values.every(
        value =>
          audiences.has(value) ||
          // The bare organization: Deployments and the project `default`.
          audiences.has(`aws:${value}`),
      ),
  );
}
