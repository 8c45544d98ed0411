import { claimOfKey } from '../trust-policy/conditions';
import { parseOperator, stringOperator } from '../trust-policy/operators';
import { PolicyCondition } from '../trust-policy/types';
import { isSelfReference } from './conditionFindings';
import { Report, StatementContext } from './statementContext';

/** One positive test of a claim. */
interface Test {
  operator: string;
  wildcards: boolean;
  value: string;
}

/**
 * Whether a claim is tested at all, and by what kind of values. Of values in a
 * list any may match, so each is judged: the weakest decides.
 *
 * @param claim - which claim
 * @param conditions - those of an Allow that concerns the issuer's tokens
 */
export function claimFindings(
  claim: 'audience' | 'subject',
  conditions: PolicyCondition[],
  context: StatementContext,
  report: Report,
): ReturnType<Report>[] {
  const ofClaim = conditions.filter(
    ({ key }) => claimOfKey(key, context.identityProviderArn) === claim,
  );
  const tests = ofClaim.flatMap(condition => {
    const { operator, values } = condition;
    const comparison = stringOperator(parseOperator(operator));
    return comparison?.negated === false && !isSelfReference(condition, context)
      ? [{ operator, values, wildcards: comparison.wildcards }]
      : [];
  });
  if (tests.length === 0) {
    return [
      report(`${claim}-not-tested`),
      ...ofClaim
        .filter(c => stringOperator(parseOperator(c.operator))?.negated)
        .map(({ operator, key }) =>
          report('condition-only-excludes', { detail: `${operator} ${key}` }),
        ),
    ];
  }
  return tests.flatMap(({ operator, values, wildcards }) =>
    values.flatMap(value => {
      const test = { operator, wildcards, value };
      return claim === 'audience'
        ? audienceFindings(test, context, report)
        : subjectFindings(test, report);
    }),
  );
}

/** The one finding about a pattern that all claims share. */
function literalWildcard({ value, operator }: Test, report: Report) {
  return [report('literal-wildcard', { detail: `"${value}"`, operator })];
}

function audienceFindings(
  test: Test,
  { audiences }: StatementContext,
  report: Report,
): ReturnType<Report>[] {
  const { value, wildcards } = test;
  const detail = `"${value}"`;
  if (/[*?]/.test(value)) {
    return wildcards
      ? [report('audience-wildcard', { detail })]
      : literalWildcard(test, report);
  }
  if (!audiences || audiences.has(value) || value.includes('${')) {
    return [];
  }
  // Other vendors' logins have prefixes of their own, such as `azure:`.
  const organization = value.replace(/^[\w-]+:/, '');
  const own = [...audiences].some(
    audience => audience.replace(/^aws:/, '') === organization,
  );
  if (!own) {
    return [report('audience-other-organization', { detail })];
  }
  return value === organization
    ? [report('audience-bare-organization', { detail })]
    : [];
}

function subjectFindings(test: Test, report: Report): ReturnType<Report>[] {
  const { value, wildcards } = test;
  const detail = `"${value}"`;
  const pattern = /[*?]/.test(value);
  if (pattern && !wildcards) {
    return literalWildcard(test, report);
  }
  if (value.endsWith(':env:<yaml>')) {
    return [report('subject-any-stack', { detail })];
  }
  if (namesNoEnvironment(value, pattern)) {
    return [report('subject-organization-wide', { detail })];
  }
  if (!pattern) {
    return [];
  }
  return /[\w.-]\*/.test(value)
    ? [report('subject-prefix-bleed', { detail })]
    : [report('subject-wildcard', { detail })];
}

/** Up to where default and custom subjects of an organization are all alike. */
const COMMON_STARTS = [
  /^pulumi:environments:org:[^:*?]+:env:$/,
  /^pulumi:environments:pulumi\.organization\.login:[^:*?]+:?$/,
];

/**
 * Whether every environment of an organization can send a subject: a pattern
 * that ends before the environment's name, or a custom subject whose attributes
 * name none.
 */
function namesNoEnvironment(value: string, pattern: boolean): boolean {
  if (pattern) {
    const start = value.replace(/\*+$/, '');
    return (
      start !== value &&
      !/[*?]/.test(start) &&
      (COMMON_STARTS.some(common => common.test(start)) ||
        'pulumi:environments:org:'.startsWith(start) ||
        'pulumi:environments:pulumi.organization.login:'.startsWith(start))
    );
  }
  return (
    value.startsWith('pulumi:environments:pulumi.organization.login:') &&
    !/:(?:current|root)Environment\.name:/.test(value)
  );
}
