import { KeyName, keyName, KeyValue } from './contextKeys';
import { PatternSymbol, subjectSymbols, symbolsOf } from './symbols';

/** A condition value with policy variables, taken apart. */
export type VariablePart =
  | { text: string }
  | { literal: string }
  | { key: KeyName; fallback?: string };

/** What a value becomes once its variables are replaced. */
export type Expansion =
  | { symbols: PatternSymbol[]; hasPlaceholders: boolean }
  /** A variable without a value is null: the value equals nothing. */
  | 'null'
  /** A variable's value can't be known here. */
  | 'unknown';

/** `key, 'default'`; other forms are taken for a key that has no value. */
const WITH_DEFAULT = /^\s*([^,\s]+)\s*,\s*'([^']*)'\s*$/;

/**
 * Takes a condition value apart at its policy variables.
 *
 * @remarks
 * Rules: IAM User Guide, policy elements: variables and tags. `${*}`, `${?}` and
 * `${$}` stand for the characters; `${key, 'text'}` has a default. An opening
 * `${` that is never closed is text [unverified].
 *
 * @returns `undefined` when the text has no variable
 */
export function parseVariables(text: string): VariablePart[] | undefined {
  const parts: VariablePart[] = [];
  let at = 0;
  for (
    let open = text.indexOf('${');
    open >= 0;
    open = text.indexOf('${', at)
  ) {
    const close = text.indexOf('}', open);
    if (close < 0) {
      break;
    }
    parts.push(
      { text: text.slice(at, open) },
      parseVariable(text.slice(open + 2, close)),
    );
    at = close + 1;
  }
  if (parts.length === 0) {
    return undefined;
  }
  return [...parts, { text: text.slice(at) }];
}

function parseVariable(expression: string): VariablePart {
  if (expression === '*' || expression === '?' || expression === '$') {
    return { literal: expression };
  }
  const [, key, fallback] = WITH_DEFAULT.exec(expression) ?? [];
  return key === undefined
    ? { key: keyName(expression.trim()) }
    : { key: keyName(key), fallback };
}

/** The only variable of a value that consists of nothing else. */
export function soleVariable(parts: VariablePart[]): KeyName | undefined {
  const [only, ...others] = parts.filter(
    part => !('text' in part) || part.text !== '',
  );
  return others.length === 0 && only && 'key' in only ? only.key : undefined;
}

/**
 * Replaces the variables of a value.
 *
 * @remarks
 * Wildcards inside a substituted value are characters [unverified]. A variable
 * names a single-valued key (User Guide); what one of several values becomes is
 * documented nowhere, so it stays unknown.
 */
export function expand(
  parts: VariablePart[],
  wildcards: boolean,
  lookUp: (key: KeyName) => KeyValue,
): Expansion {
  const symbols: PatternSymbol[] = [];
  let hasPlaceholders = false;
  let outcome: 'null' | 'unknown' | undefined;
  for (const part of parts) {
    if ('text' in part) {
      symbols.push(...symbolsOf(part.text, wildcards));
    } else if ('literal' in part) {
      symbols.push(part.literal);
    } else {
      const value = lookUp(part.key);
      if (value.kind === 'one') {
        const placed = subjectSymbols([value.value].flat());
        hasPlaceholders ||= placed.some(symbol => typeof symbol !== 'string');
        symbols.push(...placed);
      } else if (value.kind !== 'absent') {
        outcome ??= 'unknown';
      } else if (part.fallback !== undefined) {
        symbols.push(...part.fallback);
      } else {
        outcome = 'null';
      }
    }
  }
  return outcome ?? { symbols, hasPlaceholders };
}
