import { ClaimsTemplate } from '../claims/types';
import { Exposure, Witness } from '../trust-report/types';
import { claimOfKey } from './conditions';
import {
  coversAction,
  coversAssumption,
  coversPrincipal,
  decideTrustPolicy,
  namesAnyone,
  WEB_IDENTITY_ACTION,
} from './evaluateTrustPolicy';
import { intentionOf } from './intention';
import { isImpossible, isIssuable } from './issuableClaims';
import { parseOperator } from './operators';
import { strangerDescriber, strangersTo } from './strangers';
import { PolicyStatement, TrustPolicy } from './types';

/** Claims of a token, as text. */
export interface ConcreteClaims {
  audience: string;
  subject: string;
}

/** Audiences and subjects, each of the one with each of the other. */
export interface ClaimPairs {
  audiences: string[];
  subjects: string[];
}

/**
 * The most work that an analysis may cost, roughly in comparisons of two
 * characters: a second or two. Real policies stay far below it.
 */
const MOST_WORK = 2_000_000_000;

/**
 * Whether a trust policy admits anybody besides the intended claims.
 *
 * @remarks
 * Two sound halves. `wider` needs a witness: a concrete token that the issuer
 * surely mints, that the policy admits and that nobody intended. `intended`
 * needs a proof: every statement that may allow names finitely many audiences
 * and subjects, and each pair of them is intended, denied, or impossible
 * because it names two organizations; and no statement lets anybody at all
 * assume the role, in whatever way. Anything else is `undecided`.
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
  const intention = intentionOf(intended);
  const describe = strangerDescriber(intended);
  const allowing = policy.statements.filter(
    statement =>
      statement.effect === 'Allow' &&
      coversAction(statement, WEB_IDENTITY_ACTION) &&
      coversPrincipal(statement, identityProviderArn) !== 'no',
  );
  const named: ClaimPairs[] = [];
  const open: PolicyStatement[] = [];
  for (const statement of allowing) {
    const pairs = namedPairs(statement, identityProviderArn, policy);
    if (pairs) {
      named.push(pairs);
    } else {
      open.push(statement);
    }
  }

  let uncertain = open.length > 0 || policy.statements.some(isOpenToAll);
  let work = MOST_WORK;
  const cost = costOf(policy);
  const witnesses = new Map<string, Witness>();
  for (const claims of each([
    ...named,
    // Whom another statement admits is among its named claims.
    ...(open.length > 0
      ? strangersTo(intended, open, identityProviderArn)
      : []),
  ])) {
    work -= cost(claims);
    if (work < 0) {
      uncertain = true;
      break;
    }
    const meant = intention(claims);
    if (meant === 'yes' || isImpossible(claims.audience, claims.subject)) {
      continue;
    }
    const effect = decideTrustPolicy(policy, {
      principal: { federated: identityProviderArn },
      claims,
    });
    if (effect === 'implicit-deny' || effect === 'explicit-deny') {
      continue;
    }
    if (
      effect === 'allow' &&
      meant === 'no' &&
      isIssuable(claims.audience, claims.subject)
    ) {
      const { kind, why } = describe(claims);
      if (!witnesses.has(kind)) {
        witnesses.set(kind, { ...claims, why });
      }
    } else {
      uncertain = true;
    }
  }
  if (witnesses.size > 0) {
    return { verdict: 'wider', witnesses: [...witnesses.values()] };
  }
  return { verdict: uncertain ? 'undecided' : 'intended', witnesses: [] };
}

/**
 * Whether a statement names everybody in whatever way of assuming the role: who
 * then passes its conditions isn't a question of Pulumi's claims.
 */
function isOpenToAll(statement: PolicyStatement): boolean {
  return (
    statement.effect === 'Allow' &&
    namesAnyone(statement) &&
    coversAssumption(statement)
  );
}

/** What deciding one pair of claims costs at most. */
function costOf(policy: TrustPolicy): (claims: ConcreteClaims) => number {
  const values = policy.statements
    .flatMap(statement => statement.conditions)
    .flatMap(condition => condition.values);
  // Exact values differ early; a pattern may go over the text many times.
  const fixed = 500 + 50 * values.length;
  const patterns = values.filter(value => /[*?]/.test(value)).join('').length;
  return ({ audience, subject }) =>
    fixed + patterns * (audience.length + subject.length);
}

function* each(pairs: ClaimPairs[]): Iterable<ConcreteClaims> {
  for (const { audiences, subjects } of pairs) {
    for (const audience of audiences) {
      for (const subject of subjects) {
        yield { audience, subject };
      }
    }
  }
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
): ClaimPairs | undefined {
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
  return {
    audiences: [...new Set(audiences)],
    subjects: [...new Set(subjects)],
  };
}
