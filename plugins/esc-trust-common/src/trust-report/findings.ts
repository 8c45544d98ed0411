import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import {
  claimOfKey,
  parseOperator,
  stringOperator,
} from '../trust-policy/conditions';
import {
  coversAction,
  coversPrincipal,
  WEB_IDENTITY_ACTION,
} from '../trust-policy/evaluateTrustPolicy';
import { statementName } from '../trust-policy/parseTrustPolicy';
import { PolicyCondition, TrustPolicy } from '../trust-policy/types';
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

/** What is remarkable about the statements that let Pulumi's tokens in. */
export function policyFindings(
  policy: TrustPolicy,
  identityProviderArn: string,
  roleArn: string,
): Finding[] {
  return policy.statements.flatMap((statement, index) => {
    if (
      statement.effect !== 'Allow' ||
      !coversAction(statement, WEB_IDENTITY_ACTION) ||
      coversPrincipal(statement, identityProviderArn) === 'no'
    ) {
      return [];
    }
    const finding = (code: FindingCode, values?: Record<string, string>) =>
      createFinding(code, {
        about: roleArn,
        values,
        statement: statementName(statement, index),
        content: statement,
      });
    const { anyone, aws } = statement.principal;
    return [
      ...(anyone || aws.includes('*') ? [finding('any-principal')] : []),
      ...claimFindings('audience', statement.conditions, finding),
      ...claimFindings('subject', statement.conditions, finding),
      ...statement.conditions.flatMap(c => otherKeyFindings(c, finding)),
    ];

    function claimFindings(
      claim: 'audience' | 'subject',
      conditions: PolicyCondition[],
      report: typeof finding,
    ): Finding[] {
      const tests = conditions.filter(
        ({ key, operator }) =>
          claimOfKey(key, identityProviderArn) === claim &&
          stringOperator(parseOperator(operator))?.negated === false,
      );
      if (tests.length === 0) {
        return [report(`${claim}-not-tested`)];
      }
      return tests.flatMap(({ operator, values }) =>
        values.flatMap(value => {
          const shown = `"${value}"`;
          const pattern = /[*?]/.test(value);
          const wildcards = stringOperator(parseOperator(operator)).wildcards;
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

    function otherKeyFindings(
      { key, operator }: PolicyCondition,
      report: typeof finding,
    ): Finding[] {
      if (claimOfKey(key, identityProviderArn)) {
        return stringOperator(parseOperator(operator))
          ? []
          : [report('condition-undecidable', { detail: `${operator} ${key}` })];
      }
      return /^(aws|sts):/i.test(key)
        ? [report('condition-undecidable', { detail: `${operator} ${key}` })]
        : [report('condition-never-filled', { detail: key })];
    }
  });
}
