import {
  claimOfKey,
  evaluateCondition,
  isNeverFilled,
} from '../trust-policy/conditions';
import { parseOperator } from '../trust-policy/operators';
import { PolicyCondition } from '../trust-policy/types';
import { Report, StatementContext } from './statementContext';
import { Finding } from './types';

/**
 * Whether a condition can be decided, and whether it can ever hold or fail.
 *
 * @param condition - one of a statement that concerns the issuer's tokens
 * @param allows - whether it is an Allow; in a Deny most forms are usual guards
 */
export function conditionFindings(
  condition: PolicyCondition,
  allows: boolean,
  context: StatementContext,
  report: Report,
): Finding[] {
  const { key, operator, values } = condition;
  const { identityProviderArn } = context;
  const detail = `${operator} ${key}`;
  if (allows && isSelfReference(condition, context)) {
    return [report('condition-self-reference', { detail })];
  }
  // Whether a condition can be decided doesn't depend on what the claims say.
  const { outcome } = evaluateCondition(
    condition,
    {
      principal: { federated: identityProviderArn },
      claims: { audience: '', subject: '' },
    },
    context.hasVariables,
  );
  return [
    ...(outcome === 'unknown'
      ? [report('condition-undecidable', { detail })]
      : []),
    ...(outcome !== 'unknown' && values.length === 0
      ? [report('condition-without-values', { detail })]
      : []),
    ...(allows ? keyFindings(condition, outcome, context, report) : []),
  ];
}

/** What an Allow expects of a key. */
function keyFindings(
  { key, operator }: PolicyCondition,
  outcome: string,
  { identityProviderArn }: StatementContext,
  report: Report,
): Finding[] {
  const detail = `${operator} ${key}`;
  if (claimOfKey(key, identityProviderArn)) {
    const { ifExists, qualifier, base } = parseOperator(operator);
    return base !== 'null' && (ifExists || qualifier === 'forallvalues')
      ? [report('condition-lenient', { detail })]
      : [];
  }
  if (!isNeverFilled(key, identityProviderArn)) {
    return [];
  }
  const issuer = identityProviderArn.split(':oidc-provider/')[1] ?? '';
  const foreign = isOfOtherIssuer(key, issuer);
  return [
    ...(outcome === 'yes' ? [report('condition-vacuous', { detail })] : []),
    ...(foreign
      ? [report('condition-foreign-issuer', { detail: key, issuer })]
      : []),
    ...(!foreign && outcome !== 'yes'
      ? [report('condition-never-filled', { detail: key })]
      : []),
  ];
}

/**
 * Keys are made of an issuer's URL without scheme and the claim's name. The
 * usual mistakes are `https://…`, a missing `/oidc`, and `/oidc/v2`.
 */
function isOfOtherIssuer(key: string, issuer: string): boolean {
  const at = key.lastIndexOf(':');
  const prefix = key.slice(0, at).toLowerCase();
  return (
    at > 0 && !/^(?:aws|sts)$/.test(prefix) && prefix !== issuer.toLowerCase()
  );
}

/**
 * Whether one of the values is the variable of the key itself, such as
 * `${api.pulumi.com/oidc:sub}`: always true [unverified].
 */
export function isSelfReference(
  { key, operator, values }: PolicyCondition,
  { identityProviderArn, hasVariables }: StatementContext,
): boolean {
  const claim = claimOfKey(key, identityProviderArn);
  return (
    hasVariables &&
    claim !== undefined &&
    /^string(?:equals|equalsignorecase|like)$/.test(
      parseOperator(operator).base,
    ) &&
    values.some(value => {
      const variable = /^\*?\$\{\s*([^}',]+?)\s*(?:,[^}]*)?\}\*?$/.exec(value);
      return (
        variable !== null &&
        claimOfKey(variable[1], identityProviderArn) === claim
      );
    })
  );
}
