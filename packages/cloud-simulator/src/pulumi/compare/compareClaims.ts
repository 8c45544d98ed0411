import type { LoginPlace, Opener } from '../claims';
import { attributeValue } from '../claims';
import { placeOf, possibleClaims } from './possibleClaims';
import type { RandomOpening } from './randomOpenings';

/**
 * Claims that somebody else expects of an opening; `subject` holds the names of
 * attributes that only the opening fills.
 *
 * @public
 */
export interface ExpectedClaims {
  issuer: string;
  audience: string;
  subject: Array<string | { attribute: string }>;
  certainty: 'documented' | 'inferred';
}

/** What a comparison of claims found. @public */
export interface ClaimsComparison {
  /** How many different tokens the opening may send. */
  possible: number;
  /** How many of them are documented. */
  documented: number;
  /** Present when the two don't say the same; by `audience subject`. */
  difference?: {
    opening: RandomOpening;
    minted: Record<string, string>;
    expected: Record<string, string>;
  };
}

/**
 * Compares the claims that somebody expects of an opening with what the
 * simulator mints under every reading of what the documentation leaves open.
 * They agree when each token is expected, each expectation is a token, once,
 * and both call the same ones documented.
 *
 * @param opening - how the environment is opened
 * @param expect - told of the opening what a reader of definitions knows
 * @public
 */
export function compareClaims(
  opening: RandomOpening,
  expect: (opening: RandomOpening) => ExpectedClaims[],
): ClaimsComparison {
  const minted = new Map<string, string>();
  for (const { audience, subject, documented } of possibleClaims(opening)) {
    const key = `${audience} ${subject}`;
    if (documented || !minted.has(key)) {
      minted.set(key, documented ? 'documented' : 'inferred');
    }
  }
  const candidates = expect(opening);
  const place = placeOf(opening);
  const expected = new Map(
    candidates.map(({ audience, subject, certainty }) => [
      `${audience} ${fill(subject, place, opening.opener)}`,
      certainty,
    ]),
  );
  const agree =
    candidates.length === minted.size &&
    candidates.every(({ issuer }) => issuer === opening.issuer) &&
    expected.size === minted.size &&
    [...minted].every(([key, certainty]) => expected.get(key) === certainty);
  const certainties = [...minted.values()];
  return {
    possible: minted.size,
    documented: certainties.filter(c => c === 'documented').length,
    ...(agree
      ? {}
      : {
          difference: {
            opening,
            minted: Object.fromEntries(minted),
            expected: Object.fromEntries(expected),
          },
        }),
  };
}

/** A subject as an opening fills it. */
function fill(
  subject: ExpectedClaims['subject'],
  place: LoginPlace,
  opener: Opener,
): string {
  return subject
    .map(part =>
      typeof part === 'string'
        ? part
        : attributeValue(part.attribute, place, opener),
    )
    .join('');
}
