import { claimOfKey } from '../conditions';
import { ConcreteClaims, Intention } from '../intention';
import { isDocumented, parseOperator } from '../operators';
import { PolicyStatement, TrustPolicy } from '../types';

/** More pairs than this are left to the search. */
const MOST_PAIRS = 1_000;

/**
 * Whether every statement that allows names exact audiences and exact subjects,
 * and each of their pairs is meant to be admitted.
 *
 * @remarks
 * Further conditions and Deny statements only narrow that down, so nobody else
 * is admitted: the usual policy needs no search.
 *
 * @param policy - only the statements that concern the identity provider
 * @returns true is a proof, false says nothing
 */
export function admitsOnlyMeant(
  policy: TrustPolicy,
  identityProviderArn: string,
  intention: (claims: ConcreteClaims) => Intention,
): boolean {
  return policy.statements
    .filter(statement => statement.effect === 'Allow')
    .every(statement => {
      const named = (claim: 'audience' | 'subject') =>
        exactValues(statement, claim, policy.version, identityProviderArn);
      const audiences = named('audience');
      const subjects = named('subject');
      return (
        audiences !== undefined &&
        subjects !== undefined &&
        audiences.length * subjects.length <= MOST_PAIRS &&
        audiences.every(audience =>
          subjects.every(subject => intention({ audience, subject }) === 'yes'),
        )
      );
    });
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
