import type { SourceText } from '../definition/diagnostics';
import type { Accessor, Expression } from '../definition/expressions';

/** An expression as the check operation answers it. */
export function expressionJson(
  expression: Expression,
  source: SourceText,
): object {
  const range = source.range(expression.span);
  switch (expression.kind) {
    case 'literal':
      return { range, literal: expression.value };
    case 'text':
      return expression.parts.length === 1
        ? { range, symbol: accessJson(expression.parts[0] as Accessor[]) }
        : { range, interpolate: expression.parts.map(partJson) };
    case 'list':
      return {
        range,
        list: expression.items.map(item => expressionJson(item, source)),
      };
    case 'object': {
      const entries = [...expression.entries].map(([key, value]) => [
        key,
        expressionJson(value, source),
      ]);
      return { range, object: Object.fromEntries(entries) };
    }
    default: {
      const { name, provider } = expression;
      // A secret is not shown, not even one that is checked before saving.
      const arg =
        name === 'fn::secret'
          ? { literal: '[secret]' }
          : expressionJson(expression.arg, source);
      const long = name === 'fn::open' || name === 'fn::rotate';
      return {
        range,
        builtin: {
          name,
          arg: long
            ? { object: { provider: { literal: provider }, inputs: arg } }
            : arg,
        },
      };
    }
  }
}

/** How often each function is called. */
export function functionCounts(
  expression: Expression | undefined,
): Record<string, number> {
  const counts: Record<string, number> = {};
  const open = expression ? [expression] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === 'list') {
      open.push(...next.items);
    } else if (next.kind === 'object') {
      open.push(...next.entries.values());
    } else if (next.kind === 'call') {
      counts[next.name] = (counts[next.name] ?? 0) + 1;
      open.push(next.arg);
    }
  }
  return counts;
}

function partJson(part: string | Accessor[]): object {
  return typeof part === 'string'
    ? { text: part }
    : { value: accessJson(part) };
}

function accessJson(accessors: Accessor[]): object[] {
  return accessors.map(accessor =>
    typeof accessor === 'number' ? { index: accessor } : { key: accessor },
  );
}
