import { isIP, BlockList } from 'node:net';
import type { PatternPart } from './wildcards';
import { matchesWildcards } from './wildcards';

/** How one value of the request compares with one value of the policy. */
export interface Operator {
  matches(value: string, wanted: PatternPart[]): boolean;
  /** A `…Not…` operator: the values of the policy are NOR. */
  negated: boolean;
  /** Policy variables are for string and ARN operators. */
  variables: boolean;
  /** A value of the request that the operator can't read never matches. */
  reads?(value: string): boolean;
}

const textOf = (parts: PatternPart[]) => parts.map(part => part.text).join('');

function numberOf(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text.trim())
    ? Number(text)
    : NaN;
}

/** ISO 8601 or seconds since the epoch. */
function timeOf(text: string): number {
  if (/^\d+$/.test(text) && text.length > 4) {
    return Number(text) * 1000;
  }
  // W3C's forms of ISO 8601: a time of day always has a zone.
  const iso =
    /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/;
  return iso.test(text) && isCalendarDay(text.slice(0, 10))
    ? Date.parse(text)
    : NaN;
}

/** `Date.parse` takes 30 February for 2 March. */
function isCalendarDay(text: string): boolean {
  const day = new Date(text);
  return (
    !Number.isNaN(day.getTime()) &&
    day.toISOString().slice(0, 10).startsWith(text)
  );
}

/** Bool compares the texts true and false; anything else never matches. */
function truthOf(text: string): number {
  const index = ['false', 'true'].indexOf(text.toLowerCase());
  return index < 0 ? NaN : index;
}

function inNetwork(address: string, network: string): boolean {
  const [base, prefix, ...rest] = network.split('/');
  const family = isIP(base);
  if (family === 0 || isIP(address) !== family) {
    return false;
  }
  // Without a prefix the network is one address.
  const widest = family === 4 ? 32 : 128;
  const bits = prefix === undefined ? widest : Number(prefix || NaN);
  if (rest.length > 0 || !/^\d{1,3}$/.test(String(bits)) || bits > widest) {
    return false;
  }
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(base, bits, kind);
  return list.check(address, kind);
}

/** Splits into the six parts of an ARN; the last one keeps its colons. */
function arnParts(parts: PatternPart[]): PatternPart[][] | undefined {
  const sections: PatternPart[][] = [[]];
  for (const { text, literal } of parts) {
    let rest = text;
    while (sections.length < 6 && rest.includes(':')) {
      const colon = rest.indexOf(':');
      sections.at(-1)!.push({ text: rest.slice(0, colon), literal });
      sections.push([]);
      rest = rest.slice(colon + 1);
    }
    sections.at(-1)!.push({ text: rest, literal });
  }
  return sections.length === 6 ? sections : undefined;
}

/** Each part of the ARN for itself, so a wildcard never crosses a part. */
function matchesArn(value: string, wanted: PatternPart[]): boolean {
  const have = arnParts([{ text: value, literal: true }]);
  const want = arnParts(wanted);
  if (!have || !want) {
    return false;
  }
  return want.every((part, index) =>
    matchesWildcards(textOf(have[index]), part),
  );
}

const equals = (value: string, wanted: PatternPart[]) =>
  value === textOf(wanted);
const equalsIgnoringCase = (value: string, wanted: PatternPart[]) =>
  value.toLowerCase() === textOf(wanted).toLowerCase();

const text = (matches: Operator['matches'], negated = false): Operator => ({
  matches,
  negated,
  variables: true,
});
const typed = (
  read: (value: string) => number,
  compare: (value: number, wanted: number) => boolean,
  negated = false,
): Operator => ({
  matches: (value, wanted) => compare(read(value), read(textOf(wanted))),
  negated,
  variables: false,
  reads: value => !Number.isNaN(read(value)),
});
const plain = (matches: Operator['matches'], negated = false): Operator => ({
  matches,
  negated,
  variables: false,
});

const network: Operator['matches'] = (value, wanted) =>
  inNetwork(value, textOf(wanted));

/**
 * Every operator but `Null`, by its lower-case name. AWS always writes the
 * exact case; that other cases are understood too is unverified [U]. Likewise
 * that Bool takes no variables: AWS's own pages disagree [U].
 */
export const operators: ReadonlyMap<string, Operator> = new Map(
  Object.entries<Operator>({
    stringequals: text(equals),
    stringnotequals: text(equals, true),
    stringequalsignorecase: text(equalsIgnoringCase),
    stringnotequalsignorecase: text(equalsIgnoringCase, true),
    stringlike: text(matchesWildcards),
    stringnotlike: text(matchesWildcards, true),
    arnequals: text(matchesArn),
    arnlike: text(matchesArn),
    arnnotequals: text(matchesArn, true),
    arnnotlike: text(matchesArn, true),
    numericequals: typed(numberOf, (a, b) => a === b),
    numericnotequals: typed(numberOf, (a, b) => a === b, true),
    numericlessthan: typed(numberOf, (a, b) => a < b),
    numericlessthanequals: typed(numberOf, (a, b) => a <= b),
    numericgreaterthan: typed(numberOf, (a, b) => a > b),
    numericgreaterthanequals: typed(numberOf, (a, b) => a >= b),
    dateequals: typed(timeOf, (a, b) => a === b),
    datenotequals: typed(timeOf, (a, b) => a === b, true),
    datelessthan: typed(timeOf, (a, b) => a < b),
    datelessthanequals: typed(timeOf, (a, b) => a <= b),
    dategreaterthan: typed(timeOf, (a, b) => a > b),
    dategreaterthanequals: typed(timeOf, (a, b) => a >= b),
    bool: typed(truthOf, (a, b) => a === b),
    binaryequals: plain(equals),
    ipaddress: plain(network),
    notipaddress: plain(network, true),
  }),
);
