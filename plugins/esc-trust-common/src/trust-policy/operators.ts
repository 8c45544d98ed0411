import { momentOf } from './dates';
import { isInNetwork, parseAddress, parseNetwork } from './ipNetworks';
import { numberOf } from './numbers';

/** A condition's operator, taken apart. */
export interface Operator {
  /** Lower case, without qualifier and suffix. */
  base: string;
  qualifier?: 'forallvalues' | 'foranyvalue';
  ifExists: boolean;
}

const QUALIFIERS = ['forallvalues', 'foranyvalue'] as const;

function takeApart(text: string): Operator {
  const lowered = text.toLowerCase();
  const qualifier = QUALIFIERS.find(one => lowered.startsWith(`${one}:`));
  const name = qualifier ? lowered.slice(qualifier.length + 1) : lowered;
  const ifExists = name.endsWith('ifexists');
  return {
    base: ifExists ? name.slice(0, -'ifexists'.length) : name,
    qualifier,
    ifExists,
  };
}

/** Taken apart beforehand: nearly every policy has no other. */
const COMMON_OPERATORS: ReadonlyMap<string, Operator> = new Map(
  ['StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike'].map(
    text => [text, takeApart(text)],
  ),
);

/** Takes an operator apart; names are matched in any case [unverified]. */
export function parseOperator(text: string): Operator {
  return COMMON_OPERATORS.get(text) ?? takeApart(text);
}

/** How an operator of the String family compares. */
export interface StringOperator {
  wildcards: boolean;
  ignoreCase: boolean;
  /** Negated operators are true for absent keys. */
  negated: boolean;
}

/** A map, so that no operator is looked up in `Object.prototype`. */
const STRING_OPERATORS: ReadonlyMap<string, StringOperator> = new Map(
  [false, true].flatMap(negated => {
    const family = negated ? 'stringnot' : 'string';
    return [
      [`${family}equals`, { wildcards: false, ignoreCase: false, negated }],
      [
        `${family}equalsignorecase`,
        { wildcards: false, ignoreCase: true, negated },
      ],
      [`${family}like`, { wildcards: true, ignoreCase: false, negated }],
    ] as Array<[string, StringOperator]>;
  }),
);

/** Whether an operator is one of the String family's, and how it compares. */
export function stringOperator(operator: Operator): StringOperator | undefined {
  return STRING_OPERATORS.get(operator.base);
}

/** Whether an operator compares ARNs, and whether it is negated. */
export function arnOperator(
  operator: Operator,
): { negated: boolean } | undefined {
  switch (operator.base) {
    case 'arnequals':
    case 'arnlike':
      return { negated: false };
    case 'arnnotequals':
    case 'arnnotlike':
      return { negated: true };
    default:
      return undefined;
  }
}

/** How an operator compares values that must be read first. */
export interface TypedOperator {
  negated: boolean;
  /** Policy variables aren't allowed, or disputed: Bool. */
  disputesVariables: boolean;
  /**
   * Prepares one value of the policy.
   *
   * @returns whether a request's value matches, or `undefined` when the
   *   operator can't read it, so that it matches in no case
   */
  prepare(wanted: string): (actual: string) => boolean | undefined;
}

function typed<T>(
  read: (text: string) => T | undefined,
  compare: (actual: T, wanted: T) => boolean,
  options: { negated?: boolean; disputesVariables?: boolean } = {},
): TypedOperator {
  return {
    negated: options.negated ?? false,
    disputesVariables: options.disputesVariables ?? false,
    prepare(wantedText) {
      const wanted = read(wantedText);
      return actualText => {
        const actual = read(actualText);
        if (actual === undefined) {
          return undefined;
        }
        return wanted !== undefined && compare(actual, wanted);
      };
    },
  };
}

/** The six comparisons that numbers and dates share. */
function ordered(
  family: string,
  read: (text: string) => number | undefined,
): Array<[string, TypedOperator]> {
  return [
    [`${family}equals`, typed(read, (a, b) => a === b)],
    [`${family}notequals`, typed(read, (a, b) => a === b, { negated: true })],
    [`${family}lessthan`, typed(read, (a, b) => a < b)],
    [`${family}lessthanequals`, typed(read, (a, b) => a <= b)],
    [`${family}greaterthan`, typed(read, (a, b) => a > b)],
    [`${family}greaterthanequals`, typed(read, (a, b) => a >= b)],
  ];
}

/** `true` and `false` in any case [unverified]; nothing else is a truth value. */
function truthOf(text: string): string | undefined {
  const lowered = text.toLowerCase();
  return lowered === 'true' || lowered === 'false' ? lowered : undefined;
}

/** What is no address lies in no network, so it passes the negated operator. */
function network(negated: boolean): TypedOperator {
  return {
    negated,
    disputesVariables: false,
    prepare(wanted) {
      const within = parseNetwork(wanted);
      return actual => {
        const address = parseAddress(actual);
        return Boolean(within && address && isInNetwork(address, within));
      };
    },
  };
}

/**
 * The other documented operators. Sources: IAM User Guide, condition operators;
 * that a date or truth value which can't be read matches in no case, as a
 * non-number does, is [unverified]. BinaryEquals compares base64 text, which is
 * how a request states bytes.
 */
const TYPED_OPERATORS: ReadonlyMap<string, TypedOperator> = new Map([
  ...ordered('numeric', numberOf),
  ...ordered('date', momentOf),
  ['bool', typed(truthOf, (a, b) => a === b, { disputesVariables: true })],
  [
    'binaryequals',
    typed(
      text => text,
      (a, b) => a === b,
    ),
  ],
  ['ipaddress', network(false)],
  ['notipaddress', network(true)],
]);

/** How an operator of numbers, dates, truth values, bytes or addresses compares. */
export function typedOperator(operator: Operator): TypedOperator | undefined {
  return TYPED_OPERATORS.get(operator.base);
}

/** Whether AWS documents an operator; it stores no policy with another one. */
export function isDocumented(operator: Operator): boolean {
  return operator.base === 'null'
    ? !operator.ifExists
    : STRING_OPERATORS.has(operator.base) ||
        TYPED_OPERATORS.has(operator.base) ||
        arnOperator(operator) !== undefined;
}
