import type { Node, Pair, YAMLMap } from 'yaml';
import { isMap, isScalar, isSeq } from 'yaml';
import type { PulumiDiagnostic, SourceText, Span } from './diagnostics';
import type { Expression, ObjectExpression } from './expressions';
import { functionNames } from './functions';
import { BadReference, readText } from './references';

/** A secret in plain text: where it stands and what it is. */
export interface PlainSecret {
  span: Span;
  text: string;
  /** Written as a YAML block, which ends with its line. */
  block: boolean;
}

/** Where a node stands; a node without text stands at the beginning. */
export function spanOf(node: Node | null | undefined): Span {
  return node?.range ? [node.range[0], node.range[1]] : [0, 0];
}

/** The text of a mapping key, which has to be a string. */
export function keyText(key: unknown): string | undefined {
  return isScalar(key) && key.value !== null ? String(key.value) : undefined;
}

/** Turns YAML under `values` into expressions. */
export class ExpressionReader {
  readonly plainSecrets: PlainSecret[] = [];

  constructor(
    private readonly source: SourceText,
    private readonly diagnostics: PulumiDiagnostic[],
  ) {}

  read(node: Node | null, path: string): Expression {
    const span = spanOf(node);
    if (isMap(node)) {
      return this.readCall(node, path) ?? this.readObject(node, path);
    }
    if (isSeq(node)) {
      const items = (node.items as Node[]).map((item, index) =>
        this.read(item, `${path}[${index}]`),
      );
      return { kind: 'list', items, span, path };
    }
    const value = isScalar(node) ? node.value : null;
    if (typeof value === 'string') {
      return this.readString(value, span, path);
    }
    const plain =
      typeof value === 'number' || typeof value === 'boolean' ? value : null;
    return { kind: 'literal', value: plain, span, path };
  }

  readObject(node: YAMLMap, path: string): ObjectExpression {
    const entries = new Map<string, Expression>();
    for (const pair of node.items) {
      const key = keyText(pair.key);
      const span = spanOf(pair.key as Node);
      if (key === undefined) {
        this.fail('mapping keys must be strings', span, path);
      } else if (entries.has(key)) {
        this.fail(`duplicate key "${key}"`, span, path);
      } else {
        entries.set(key, this.read(pair.value as Node, `${path}.${key}`));
      }
    }
    return { kind: 'object', entries, span: spanOf(node), path };
  }

  private readString(text: string, span: Span, path: string): Expression {
    try {
      const parts = readText(text);
      return parts.length === 1 && typeof parts[0] === 'string'
        ? { kind: 'literal', value: parts[0], span, path }
        : { kind: 'text', parts, span, path };
    } catch (error) {
      if (!(error instanceof BadReference)) {
        throw error;
      }
      this.fail(error.message, span, path);
      return { kind: 'literal', value: text, span, path };
    }
  }

  /** A mapping with exactly one key that begins with `fn::`. */
  private readCall(node: YAMLMap, path: string): Expression | undefined {
    for (const { key } of node.items) {
      const name = keyText(key) ?? '';
      if (!name.toLowerCase().startsWith('fn::')) {
        continue;
      }
      const span = spanOf(key as Node);
      if (!name.startsWith('fn::')) {
        if (node.items.length > 1) {
          continue;
        }
        this.fail("'fn::' is a reserved prefix", span, path);
      } else if (node.items.length > 1) {
        this.fail(
          `illegal call to builtin function: "${name}" must be the only key within its containing object`,
          span,
          path,
        );
      } else {
        return this.readFunction(name, node.items[0], spanOf(node), path);
      }
      return { kind: 'literal', value: null, span, path };
    }
    return undefined;
  }

  private readFunction(
    name: string,
    pair: Pair,
    span: Span,
    path: string,
  ): Expression {
    const node = pair.value as Node | null;
    const keySpan = spanOf(pair.key as Node);
    const [, base, ...rest] = name.split('::');
    const provider = rest.length > 0 ? rest.join('::') : undefined;
    if (provider !== undefined && (base === 'open' || base === 'rotate')) {
      const arg = this.read(node, path);
      return { kind: 'call', name, provider, arg, span, path };
    }
    if (provider !== undefined || !functionNames.includes(base)) {
      // The sentence is unverified [U].
      this.fail(`unknown built-in function "${name}"`, keySpan, path);
      return { kind: 'literal', value: null, span, path };
    }
    if (base === 'secret') {
      return this.readSecret(name, node, span, path);
    }
    if (base === 'open' || base === 'rotate') {
      return this.readLongOpen(name, node, span, path);
    }
    return { kind: 'call', name, arg: this.read(node, path), span, path };
  }

  /** `{ provider, inputs }`; further keys are ignored. */
  private readLongOpen(
    name: string,
    node: Node | null,
    span: Span,
    path: string,
  ): Expression {
    const arg = this.read(node, path);
    const fields = arg.kind === 'object' ? arg.entries : undefined;
    const provider = fields?.get('provider');
    const inputs = fields?.get('inputs');
    if (!provider || !inputs) {
      this.fail(`${name} must have a provider and inputs`, spanOf(node), path);
    } else if (
      provider.kind !== 'literal' ||
      typeof provider.value !== 'string'
    ) {
      this.fail('provider name must be a string literal', provider.span, path);
    } else {
      return {
        kind: 'call',
        name,
        provider: provider.value,
        arg: inputs,
        span,
        path,
      };
    }
    return { kind: 'literal', value: null, span, path };
  }

  /** A string, taken literally, or `{ ciphertext }`. */
  private readSecret(
    name: string,
    node: Node | null,
    span: Span,
    path: string,
  ): Expression {
    const inner = spanOf(node);
    const ciphertext = isMap(node) ? node.get('ciphertext') : undefined;
    if (isMap(node) && typeof ciphertext === 'string') {
      return {
        kind: 'call',
        name,
        arg: this.readObject(node, path),
        span,
        path,
      };
    }
    if (!isScalar(node) || typeof node.value !== 'string') {
      this.fail('secret values must be string literals', inner, path);
      return { kind: 'literal', value: null, span, path };
    }
    this.plainSecrets.push({
      span: inner,
      text: node.value,
      block: node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED',
    });
    const arg: Expression = {
      kind: 'literal',
      value: node.value,
      span: inner,
      path,
    };
    return { kind: 'call', name, arg, span, path };
  }

  private fail(summary: string, span: Span, path: string): void {
    this.diagnostics.push(this.source.error(summary, span, path));
  }
}
