import { SubjectPart } from '../claims/types';
import {
  compareSymbols,
  fixed,
  Holds,
  PatternSymbol,
  subjectSymbols,
  symbolsMatch,
} from './symbols';

const PARTS = 6;

/**
 * Whether an ARN matches a pattern, part by part.
 *
 * @remarks
 * Rule: IAM User Guide, ARN condition operators: each of the six parts between
 * colons is matched for itself, `*` and `?` never cross a colon between them;
 * ArnEquals and ArnLike are the same. Only the last part has colons of its own.
 * What has fewer parts matches nothing.
 *
 * @returns `unknown` when an unknown part of the subject lies where it could
 *   move the parts that follow
 */
export function compareArn(
  pattern: PatternSymbol[],
  actual: string | SubjectPart[],
): Holds | 'unknown' {
  const wanted = splitArn(pattern);
  const given = splitArn(subjectSymbols([actual].flat()));
  if (!given) {
    const isFixed = typeof actual === 'string';
    return isFixed || !wanted ? 'never' : 'unknown';
  }
  if (given.slice(0, -1).some(part => part.some(s => typeof s !== 'string'))) {
    return 'unknown';
  }
  if (
    !wanted ||
    !given
      .slice(0, -1)
      .every((part, index) => symbolsMatch(wanted[index], part.join('')))
  ) {
    return 'never';
  }
  if (typeof actual === 'string') {
    return fixed(symbolsMatch(wanted[PARTS - 1], given[PARTS - 1].join('')));
  }
  return compareSymbols(
    wanted[PARTS - 1],
    given[PARTS - 1].map(symbol =>
      typeof symbol === 'string' ? symbol : { attribute: '' },
    ),
  );
}

function splitArn(symbols: PatternSymbol[]): PatternSymbol[][] | undefined {
  const parts: PatternSymbol[][] = [[]];
  for (const symbol of symbols) {
    if (symbol === ':' && parts.length < PARTS) {
      parts.push([]);
    } else {
      parts[parts.length - 1].push(symbol);
    }
  }
  return parts.length === PARTS ? parts : undefined;
}
