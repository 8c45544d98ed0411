import { SubjectPart } from '../claims/types';
import { compareArn } from './arns';
import { KeyName, RequestScope } from './contextKeys';
import { compareSubject, compileGlob } from './glob';
import {
  arnOperator,
  Operator,
  stringOperator,
  TypedOperator,
  typedOperator,
} from './operators';
import {
  canMeet,
  compareSymbols,
  fixed,
  Holds,
  PatternSymbol,
  subjectSymbols,
  symbolsMatch,
  symbolsOf,
} from './symbols';
import { expand, parseVariables, soleVariable } from './variables';

/** Whether one value of the policy matches; `unreadable` fails even a negation. */
export type Match = Holds | 'unknown' | 'unreadable';

type Value = string | SubjectPart[];

/** Compares a request's value with the values that a condition lists. */
export interface Comparison {
  /** The listed values are NOR, and an absent key passes. */
  negated: boolean;
  /** Whether any of the values matches. */
  matchesAny(actual: Value, key: KeyName, scope: RequestScope): Match;
}

type Test = (actual: Value, key: KeyName, scope: RequestScope) => Match;

/** How the pieces of a family compare: texts, and patterns with variables. */
interface Family {
  negated: boolean;
  wildcards: boolean;
  plain(wanted: string): (actual: Value) => Match;
  symbols(wanted: PatternSymbol[], actual: Value): Match;
  /** A value compared with itself. */
  itself(actual: Value): Match;
  lower: boolean;
}

const ANY_ARN = symbolsOf('*:*:*:*:*:*', true);

/** Prepares a condition's comparison; `undefined` for an unknown operator. */
export function compileComparison(
  operator: Operator,
  values: string[],
  hasVariables: boolean,
): Comparison | undefined {
  const family = familyOf(operator);
  if (!family) {
    const typed = typedOperator(operator);
    return typed && compileTyped(typed, values, hasVariables);
  }
  if (!hasVariables || !values.some(value => value.includes('${'))) {
    const tests = family.wildcards
      ? values.map(family.plain)
      : [anyExact(values, family.lower)];
    return { negated: family.negated, matchesAny: anyOf(tests) };
  }
  const tests = values.map((value): Test => {
    const parts = parseVariables(value);
    return parts ? withVariables(family, parts) : family.plain(value);
  });
  return { negated: family.negated, matchesAny: anyOf(tests) };
}

/** The strongest of the values' answers. */
function anyOf(tests: Test[]): Comparison['matchesAny'] {
  if (tests.length === 1) {
    return tests[0];
  }
  return (actual, key, scope) => {
    let best: Match = 'never';
    for (const test of tests) {
      const match = test(actual, key, scope);
      if (match === 'always' || match === 'unreadable') {
        return match;
      }
      if (match === 'unknown' || (match === 'sometimes' && best === 'never')) {
        best = match;
      }
    }
    return best;
  };
}

function familyOf(operator: Operator): Family | undefined {
  return stringFamily(operator) ?? arnFamily(operator);
}

function arnFamily(operator: Operator): Family | undefined {
  const arn = arnOperator(operator);
  return (
    arn && {
      negated: arn.negated,
      wildcards: true,
      lower: false,
      plain: wanted => {
        const symbols = symbolsOf(wanted, true);
        return actual => compareArn(symbols, actual);
      },
      symbols: compareArn,
      // What isn't an ARN matches nothing, itself included.
      itself: actual => compareArn(ANY_ARN, actual),
    }
  );
}

function stringFamily(operator: Operator): Family | undefined {
  const text = stringOperator(operator);
  if (!text) {
    return undefined;
  }
  const { negated, wildcards, ignoreCase } = text;
  return {
    negated,
    wildcards,
    lower: ignoreCase,
    itself: () => 'always',
    plain: wanted =>
      wildcards ? likePattern(wanted) : anyExact([wanted], ignoreCase),
    symbols: (wanted, actual) =>
      ignoreCase
        ? compareText(wanted.map(lowerSymbol), lowerCase(actual))
        : compareText(wanted, actual),
  };
}

function likePattern(wanted: string): (actual: Value) => Match {
  const matches = compileGlob(wanted);
  return actual =>
    typeof actual === 'string'
      ? fixed(matches(actual))
      : compareSubject(wanted, actual, true);
}

/** Exact values; a set once there are many. */
function anyExact(values: string[], lower: boolean): (actual: Value) => Match {
  const wanted = lower ? values.map(v => v.toLowerCase()) : values;
  const set = wanted.length > 8 ? new Set(wanted) : undefined;
  return given => {
    const actual = lower ? lowerCase(given) : given;
    if (typeof actual === 'string') {
      return fixed(set ? set.has(actual) : wanted.includes(actual));
    }
    const isPossible = wanted.some(
      value => compareSubject(value, actual, false) !== 'never',
    );
    return isPossible ? 'sometimes' : 'never';
  };
}

function compareText(wanted: PatternSymbol[], actual: Value): Holds {
  return typeof actual === 'string'
    ? fixed(symbolsMatch(wanted, actual))
    : compareSymbols(wanted, actual);
}

/**
 * A value with policy variables. A key compared with itself is always equal
 * [unverified, rule 12 of the reference]; of several values none is meant.
 */
function withVariables(
  family: Family,
  parts: NonNullable<ReturnType<typeof parseVariables>>,
): Test {
  const sole = soleVariable(parts);
  return (actual, key, scope) => {
    if (sole?.name === key.name && scope.lookUp(key).kind === 'one') {
      return family.itself(actual);
    }
    const expansion = expand(parts, family.wildcards, variable =>
      scope.lookUp(variable),
    );
    if (expansion === 'null') {
      return 'never';
    }
    if (expansion === 'unknown') {
      return 'unknown';
    }
    const { symbols, hasPlaceholders } = expansion;
    if (!hasPlaceholders) {
      return family.symbols(symbols, actual);
    }
    // Which of the two differ only on opening; what can't meet never does.
    const given = subjectSymbols([actual].flat());
    const isPossible = family.lower
      ? canMeet(symbols.map(lowerSymbol), given.map(lowerSymbol))
      : canMeet(symbols, given);
    return isPossible ? 'sometimes' : 'never';
  };
}

function compileTyped(
  operator: TypedOperator,
  values: string[],
  hasVariables: boolean,
): Comparison {
  const tests = values.map((value): Test => {
    if (hasVariables && operator.disputesVariables && value.includes('${')) {
      // AWS's pages disagree on variables in Bool [rule 11 of the reference].
      return () => 'unknown';
    }
    const matches = operator.prepare(value);
    return actual => {
      if (typeof actual === 'string') {
        const holds = matches(actual);
        return holds === undefined ? 'unreadable' : fixed(holds);
      }
      // Every subject of Pulumi starts so: no number, date or address.
      return typeof actual[0] === 'string' && actual[0].startsWith('pulumi:')
        ? asUnreadable(matches(actual[0]))
        : 'unknown';
    };
  });
  return { negated: operator.negated, matchesAny: anyOf(tests) };
}

function asUnreadable(holds: boolean | undefined): Match {
  return holds === undefined ? 'unreadable' : 'never';
}

function lowerSymbol(symbol: PatternSymbol): PatternSymbol {
  return typeof symbol === 'string' ? symbol.toLowerCase() : symbol;
}

function lowerCase(value: Value): Value {
  return typeof value === 'string'
    ? value.toLowerCase()
    : value.map(p => (typeof p === 'string' ? p.toLowerCase() : p));
}
