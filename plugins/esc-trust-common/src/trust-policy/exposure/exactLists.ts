import { claimOfKey } from '../conditions';
import { ConcreteClaims } from '../intention';
import { isDocumented, parseOperator } from '../operators';
import { PolicyStatement, TrustPolicy } from '../types';

/** More tokens than this are left to the search. */
const MOST_TOKENS = 1_000;

/**
 * What the exact lists of a policy's Allow statements leave of all tokens.
 *
 * @remarks
 * Further conditions and Deny statements only narrow that down.
 */
export interface ExactLists {
  /** The only audiences that can be admitted; undefined when others may be. */
  audiences?: string[];
  /** The only tokens that can be admitted, the shortest first; likewise. */
  tokens?: ConcreteClaims[];
}

/**
 * Reads the exact lists of a policy.
 *
 * @param policy - only the statements that concern the identity provider
 */
export function exactListsOf(
  policy: TrustPolicy,
  identityProviderArn: string,
): ExactLists {
  const lists = policy.statements
    .filter(statement => statement.effect === 'Allow')
    .map(statement => {
      const named = (claim: 'audience' | 'subject') =>
        exactValues(statement, claim, policy.version, identityProviderArn);
      return { audiences: named('audience'), subjects: named('subject') };
    });
  if (!lists.every(({ audiences }) => audiences)) {
    return {};
  }
  const audiences = [...new Set(lists.flatMap(list => list.audiences!))];
  const count = lists.reduce(
    (sum, list) => sum + list.audiences!.length * (list.subjects?.length ?? 0),
    0,
  );
  if (!lists.every(({ subjects }) => subjects) || count > MOST_TOKENS) {
    return { audiences };
  }
  const tokens = lists.flatMap(list =>
    list.audiences!.flatMap(audience =>
      list.subjects!.map(subject => ({ audience, subject })),
    ),
  );
  return {
    audiences,
    tokens: tokens.sort((a, b) => a.subject.length - b.subject.length),
  };
}

/** The only values that a claim may have to pass a statement. */
function exactValues(
  statement: PolicyStatement,
  claim: 'audience' | 'subject',
  version: TrustPolicy['version'],
  identityProviderArn: string,
): string[] | undefined {
  // What AWS makes of an operator that it doesn't document is unknown.
  if (
    !statement.conditions.every(c => isDocumented(parseOperator(c.operator)))
  ) {
    return undefined;
  }
  return statement.conditions.find(
    ({ operator, key, values }) =>
      claimOfKey(key, identityProviderArn) === claim &&
      // Both claims are always present and have one value, so that IfExists and
      // the qualifiers change nothing.
      parseOperator(operator).base === 'stringequals' &&
      !(version === '2012-10-17' && values.some(v => v.includes('${'))),
  )?.values;
}
