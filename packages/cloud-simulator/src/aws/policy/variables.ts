import type { RequestContext } from './context';
import type { PatternPart } from './wildcards';

const variable = /\$\{([^}]*)\}/g;
const withDefault = /^\s*([^,\s]+)\s*,\s*'([^']*)'\s*$/;

/**
 * Replaces policy variables. Only Version 2012-10-17 knows them; in an older
 * or unversioned policy `${…}` is literal text. Gives `undefined` when a
 * variable has no value (then the policy value equals nothing) or names a
 * multi-valued key, for which variables are not defined.
 *
 * That wildcards inside a substituted value are literal is unverified [U].
 */
export function expandVariables(
  text: string,
  version: string | undefined,
  context: RequestContext,
): PatternPart[] | undefined {
  if (version !== '2012-10-17') {
    return [{ text, literal: false }];
  }
  const parts: PatternPart[] = [];
  let end = 0;
  for (const match of text.matchAll(variable)) {
    parts.push({ text: text.slice(end, match.index), literal: false });
    const value = valueOf(match[1], context);
    if (value === undefined) {
      return undefined;
    }
    parts.push({ text: value, literal: true });
    end = match.index + match[0].length;
  }
  parts.push({ text: text.slice(end), literal: false });
  return parts;
}

function valueOf(
  expression: string,
  context: RequestContext,
): string | undefined {
  if (expression === '*' || expression === '?' || expression === '$') {
    return expression;
  }
  const defaulted = withDefault.exec(expression);
  const value = context.get(defaulted ? defaulted[1] : expression.trim());
  if (typeof value === 'string') {
    return value;
  }
  return value === undefined ? defaulted?.[2] : undefined;
}
