import type { LoginPlace } from '../claims';
import type { PulumiDiagnostic, Span } from '../definition/diagnostics';
import type {
  Accessor,
  CallExpression,
  Expression,
  ObjectExpression,
  TextExpression,
} from '../definition/expressions';
import type { Definition } from '../definition/parse';
import type { EscValue } from '../definition/values';
import {
  anywhere,
  merge,
  propertiesOf,
  unknownValue,
  unwrap,
} from '../definition/values';
import { FunctionFailed, pureFunction } from './pureFunctions';
import { openProvider } from './providers';
import type { OpeningContext } from './context';

/** What one definition is evaluated with. */
export interface EvaluationScope {
  definition: Definition;
  /** What the imports merged to. */
  base: EscValue | undefined;
  place: LoginPlace;
  /** `project/name`, or `<yaml>`. */
  environment: string;
  opening: OpeningContext;
  diagnostics: PulumiDiagnostic[];
  imports: Map<string, EscValue>;
  importByName(name: string, span: Span): Promise<EscValue>;
  contextValue: EscValue;
}

/** Evaluates the expressions of one definition, each of them once. */
export class ExpressionEvaluator {
  private readonly values = new Map<Expression, EscValue | 'underway'>();

  constructor(private readonly scope: EvaluationScope) {}

  async evaluateAll(): Promise<EscValue> {
    const { definition, base } = this.scope;
    const empty: EscValue = { value: {} };
    return definition.values
      ? this.evaluate(definition.values, base ?? empty)
      : base ?? empty;
  }

  private async evaluate(
    expression: Expression,
    base: EscValue | undefined,
  ): Promise<EscValue> {
    const known = this.values.get(expression);
    if (known === 'underway') {
      this.fail('cyclic reference', expression);
      return unknownValue;
    }
    if (known) {
      return known;
    }
    this.values.set(expression, 'underway');
    const value = await this.compute(expression, base);
    this.values.set(expression, value);
    return value;
  }

  private async compute(
    expression: Expression,
    base: EscValue | undefined,
  ): Promise<EscValue> {
    switch (expression.kind) {
      case 'literal':
        return { value: expression.value };
      case 'text':
        return this.computeText(expression);
      case 'list': {
        const items: EscValue[] = [];
        for (const item of expression.items) {
          items.push(await this.evaluate(item, undefined));
        }
        return { value: items };
      }
      case 'object':
        return this.computeObject(expression, base);
      default:
        return this.computeCall(expression);
    }
  }

  private async computeObject(
    { entries }: ObjectExpression,
    base: EscValue | undefined,
  ): Promise<EscValue> {
    const below = propertiesOf(base) ?? {};
    const properties: { [property: string]: EscValue } = { ...below };
    for (const [key, expression] of entries) {
      const under = Object.hasOwn(below, key) ? below[key] : undefined;
      const value = await this.evaluate(expression, under);
      properties[key] = merge(under, value);
    }
    return { value: properties };
  }

  private async computeText(expression: TextExpression): Promise<EscValue> {
    const { parts } = expression;
    if (parts.length === 1 && typeof parts[0] !== 'string') {
      return this.resolve(parts[0], expression);
    }
    let text = '';
    let secret = false;
    for (const part of parts) {
      if (typeof part === 'string') {
        text += part;
        continue;
      }
      const value = await this.resolve(part, expression);
      if (anywhere(value, 'unknown')) {
        return unknownValue;
      }
      secret ||= anywhere(value, 'secret');
      const data = unwrap(value);
      text += typeof data === 'string' ? data : JSON.stringify(data);
    }
    return secret ? { value: text, secret } : { value: text };
  }

  private async computeCall(call: CallExpression): Promise<EscValue> {
    const arg = await this.evaluate(call.arg, undefined);
    if (call.provider !== undefined) {
      return openProvider(call, arg, this.scope);
    }
    if (call.name === 'fn::secret') {
      return this.computeSecret(call, arg);
    }
    if (anywhere(arg, 'unknown')) {
      return unknownValue;
    }
    try {
      return pureFunction(call.name, arg);
    } catch (error) {
      if (!(error instanceof FunctionFailed)) {
        throw error;
      }
      this.fail(error.message, call);
      return unknownValue;
    }
  }

  private computeSecret(call: CallExpression, arg: EscValue): EscValue {
    const ciphertext = propertiesOf(arg)?.ciphertext?.value;
    if (ciphertext === undefined) {
      return { ...arg, secret: true };
    }
    const value = this.scope.opening.decrypt(String(ciphertext));
    if (value === undefined) {
      this.fail('the ciphertext can not be decrypted', call);
      return unknownValue;
    }
    return { value, secret: true };
  }

  /** Follows a reference, evaluating only what lies on its way. */
  private async resolve(
    accessors: Accessor[],
    from: Expression,
  ): Promise<EscValue> {
    const [first, ...rest] = accessors;
    if (first === 'context') {
      return this.access(this.scope.contextValue, rest, from);
    }
    if (first === 'imports') {
      const value = this.scope.imports.get(String(rest[0]));
      return this.access(value, rest.slice(1), from, String(rest[0]));
    }
    if (first === 'environments') {
      const name = `${rest[0]}/${rest[1]}`;
      const value = await this.scope.importByName(name, from.span);
      return this.access(value, rest.slice(2), from);
    }
    let expression: Expression | undefined = this.scope.definition.values;
    let base = this.scope.base;
    for (let at = 0; at < accessors.length; at += 1) {
      const accessor = accessors[at];
      const child: Expression | undefined =
        expression?.kind === 'object'
          ? expression.entries.get(String(accessor))
          : undefined;
      if (!child) {
        const value = expression
          ? await this.elsewhere(expression, base, at === 0)
          : base;
        return this.access(value, accessors.slice(at), from);
      }
      const below = propertiesOf(base);
      const key = String(accessor);
      base = below && Object.hasOwn(below, key) ? below[key] : undefined;
      expression = child;
    }
    return this.evaluate(expression!, base);
  }

  /**
   * The value in which the rest of a reference is looked up. An object that
   * lacks the key is not evaluated for it: only its imports can have it.
   */
  private async elsewhere(
    expression: Expression,
    base: EscValue | undefined,
    top: boolean,
  ): Promise<EscValue | undefined> {
    if (expression.kind === 'object' || top) {
      return base;
    }
    return this.evaluate(expression, base);
  }

  private access(
    value: EscValue | undefined,
    accessors: Accessor[],
    from: Expression,
    name?: string,
  ): EscValue {
    let current = value;
    let missing = name;
    for (const accessor of accessors) {
      if (current?.unknown) {
        return unknownValue;
      }
      missing = String(accessor);
      const content = current?.value;
      if (Array.isArray(content)) {
        current = content[Number(accessor)];
      } else {
        const properties = propertiesOf(current);
        current =
          properties && Object.hasOwn(properties, missing)
            ? properties[missing]
            : undefined;
      }
      if (!current) {
        break;
      }
    }
    if (!current) {
      this.fail(`unknown property "${missing}"`, from);
      return unknownValue;
    }
    return current;
  }

  private fail(summary: string, { span, path }: Expression): void {
    const { diagnostics, definition } = this.scope;
    diagnostics.push(definition.source.error(summary, span, path));
  }
}
