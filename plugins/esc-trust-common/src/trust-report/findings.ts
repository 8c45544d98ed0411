import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import {
  claimOfKey,
  evaluateCondition,
  isNeverFilled,
} from '../trust-policy/conditions';
import {
  coversAction,
  coversAssumption,
  coversPrincipal,
  namesAnyone,
  WEB_IDENTITY_ACTION,
} from '../trust-policy/evaluateTrustPolicy';
import { parseOperator, stringOperator } from '../trust-policy/operators';
import { statementName } from '../trust-policy/parseStatement';
import {
  PolicyCondition,
  PolicyStatement,
  TrustPolicy,
} from '../trust-policy/types';
import { FINDING_CODES, FindingCode } from './findingCodes';
import { Finding } from './types';

/** Fills a finding's sentence and binds it to what it is about. */
export function createFinding(
  code: FindingCode,
  subject: {
    /** ARN of the role, or the environment when it isn't about a role. */
    about: string;
    values?: Record<string, string>;
    statement?: string;
    /** The statement as it stands: the fingerprint changes with it. */
    content?: unknown;
  },
): Finding {
  const { about, values = {}, statement, content } = subject;
  const identity = JSON.stringify([code, about, values, statement, content]);
  return {
    code,
    severity: FINDING_CODES[code].severity,
    message: FINDING_CODES[code].message.replace(
      /\{(\w+)\}/g,
      (_, name) => values[name] ?? '',
    ),
    fingerprint: bytesToHex(sha256(new TextEncoder().encode(identity))).slice(
      0,
      32,
    ),
    ...(statement ? { statement } : {}),
  };
}

/** Makes a finding about one statement. */
type Report = (code: FindingCode, values?: Record<string, string>) => Finding;

/** What is remarkable about the statements that let anybody in or keep out. */
export function policyFindings(
  policy: TrustPolicy,
  identityProviderArn: string,
  roleArn: string,
): Finding[] {
  return policy.statements.flatMap((statement, index) => {
    const report: Report = (code, values) =>
      createFinding(code, {
        about: roleArn,
        values,
        statement: statementName(statement, index),
        content: statement,
      });
    const { conditions, effect } = statement;
    const allows = effect === 'Allow';
    const concernsTokens =
      coversAction(statement, WEB_IDENTITY_ACTION) &&
      coversPrincipal(statement, identityProviderArn) !== 'no';
    return [
      ...(allows ? principalFindings(statement, report) : []),
      ...(allows && concernsTokens
        ? (['audience', 'subject'] as const).flatMap(claim =>
            claimFindings(claim, conditions, identityProviderArn, report),
          )
        : []),
      ...(concernsTokens
        ? conditions.flatMap(condition =>
            conditionFindings(
              condition,
              policy.version === '2012-10-17',
              identityProviderArn,
              allows,
              report,
            ),
          )
        : []),
    ];
  });
}

/** Who may assume the role in other ways than by a token of the issuer. */
function principalFindings(
  statement: PolicyStatement,
  report: Report,
): Finding[] {
  if (!coversAssumption(statement)) {
    return [];
  }
  const named = [...new Set(statement.principal.aws)].filter(p => p !== '*');
  return [
    ...(namesAnyone(statement) ? [report('any-principal')] : []),
    ...(named.length > 0
      ? [report('further-principals', { detail: named.join(', ') })]
      : []),
  ];
}

/** Whether a claim is tested at all, and by what kind of values. */
function claimFindings(
  claim: 'audience' | 'subject',
  conditions: PolicyCondition[],
  identityProviderArn: string,
  report: Report,
): Finding[] {
  const tests = conditions.flatMap(({ key, operator, values }) => {
    const comparison = stringOperator(parseOperator(operator));
    return claimOfKey(key, identityProviderArn) === claim &&
      comparison?.negated === false
      ? [{ operator, values, wildcards: comparison.wildcards }]
      : [];
  });
  if (tests.length === 0) {
    return [report(`${claim}-not-tested`)];
  }
  return tests.flatMap(({ operator, values, wildcards }) =>
    values.flatMap(value => {
      const shown = `"${value}"`;
      const pattern = /[*?]/.test(value);
      if (pattern && wildcards) {
        return [report(`${claim}-wildcard`, { detail: shown })];
      }
      if (pattern) {
        return [report('literal-wildcard', { detail: shown, operator })];
      }
      return claim === 'subject' && value.endsWith(':env:<yaml>')
        ? [report('subject-any-stack', { detail: shown })]
        : [];
    }),
  );
}

/** Whether a condition can be decided, and whether it can ever hold. */
function conditionFindings(
  condition: PolicyCondition,
  hasVariables: boolean,
  identityProviderArn: string,
  allows: boolean,
  report: Report,
): Finding[] {
  const { key, operator, values } = condition;
  const detail = `${operator} ${key}`;
  // Whether a condition can be decided doesn't depend on what the claims say.
  const { outcome } = evaluateCondition(
    condition,
    {
      principal: { federated: identityProviderArn },
      claims: { audience: '', subject: '' },
    },
    hasVariables,
  );
  if (outcome === 'unknown') {
    return [report('condition-undecidable', { detail })];
  }
  return [
    ...(values.length === 0
      ? [report('condition-without-values', { detail })]
      : []),
    // In a Deny such a condition is a usual way to guard.
    ...(allows && isNeverFilled(key, identityProviderArn)
      ? [report('condition-never-filled', { detail: key })]
      : []),
  ];
}
