import { ClaimsTemplate } from '../claims/types';
import { Exposure, Witness } from '../trust-report/types';
import { claimOfKey, parseOperator } from './conditions';
import {
  coversAction,
  coversPrincipal,
  evaluateTrustPolicy,
  WEB_IDENTITY_ACTION,
} from './evaluateTrustPolicy';
import { compareSubject } from './glob';
import { isIssuable } from './issuableClaims';
import { describeStranger, strangersTo } from './strangers';
import { PolicyStatement, TrustPolicy } from './types';

/** Claims of a token, as text. */
export interface ConcreteClaims {
  audience: string;
  subject: string;
}

/** More pairs than this are not tried one by one: the verdict is undecided. */
const MOST_PAIRS = 20_000;

/**
 * Whether a trust policy admits anybody besides the intended claims.
 *
 * @remarks
 * Two sound halves. `wider` needs a witness: a concrete token that the issuer
 * can mint, that the policy admits and that nobody intended. `intended` needs a
 * proof: every statement that may allow names finitely many audiences and
 * subjects, and each pair of them is intended, not issuable, or denied.
 * Anything else is `undecided`.
 *
 * @param policy - a parsed trust policy
 * @param options - ARN of the issuer's identity provider in the role's account;
 *   the claims that are meant to be admitted
 * @public
 */
export function analyzeExposure(
  policy: TrustPolicy,
  options: { identityProviderArn: string; intended: ClaimsTemplate[] },
): Exposure {
  const { identityProviderArn, intended } = options;
  const isIntended = (claims: ConcreteClaims) =>
    intended.some(
      template =>
        template.audience === claims.audience &&
        compareSubject(claims.subject, template.subject, false) !== 'never',
    );
  const effectOf = (claims: ConcreteClaims) =>
    evaluateTrustPolicy(policy, {
      principal: { federated: identityProviderArn },
      claims,
    }).effect;

  const allowing = policy.statements.filter(
    statement =>
      statement.effect === 'Allow' &&
      coversAction(statement, WEB_IDENTITY_ACTION) &&
      coversPrincipal(statement, identityProviderArn) !== 'no',
  );
  const named = allowing.map(s => namedPairs(s, identityProviderArn, policy));
  const candidates = [
    ...named.flatMap(pairs => pairs ?? []),
    ...strangersTo(intended, allowing, identityProviderArn),
  ];
  if (candidates.length > MOST_PAIRS) {
    return { verdict: 'undecided', witnesses: [] };
  }

  let uncertain = named.includes(undefined);
  const witnesses = new Map<string, Witness>();
  for (const claims of candidates) {
    if (isIntended(claims) || !isIssuable(claims.audience, claims.subject)) {
      continue;
    }
    const effect = effectOf(claims);
    if (effect === 'allow') {
      const { kind, why } = describeStranger(claims, intended);
      if (!witnesses.has(kind)) {
        witnesses.set(kind, { ...claims, why });
      }
    } else if (effect === 'unknown') {
      uncertain = true;
    }
  }
  if (witnesses.size > 0) {
    return { verdict: 'wider', witnesses: [...witnesses.values()] };
  }
  return { verdict: uncertain ? 'undecided' : 'intended', witnesses: [] };
}

/**
 * The finitely many claims that a statement can admit.
 *
 * @returns undefined when the statement leaves a claim open
 */
function namedPairs(
  statement: PolicyStatement,
  identityProviderArn: string,
  policy: TrustPolicy,
): ConcreteClaims[] | undefined {
  const named = (claim: 'audience' | 'subject') =>
    statement.conditions.find(
      ({ operator, key, values }) =>
        claimOfKey(key, identityProviderArn) === claim &&
        // Both claims are always present and single-valued, so IfExists and
        // the qualifiers change nothing here.
        ['stringequals', 'stringlike'].includes(parseOperator(operator).base) &&
        !values.some(
          value =>
            (parseOperator(operator).base === 'stringlike' &&
              /[*?]/.test(value)) ||
            (policy.version === '2012-10-17' && value.includes('${')),
        ),
    )?.values;
  const audiences = named('audience');
  const subjects = named('subject');
  if (!audiences || !subjects) {
    return undefined;
  }
  return audiences.flatMap(audience =>
    subjects.map(subject => ({ audience, subject })),
  );
}
