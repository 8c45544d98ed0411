import { stringify } from 'yaml';
import type { EscValue } from '../definition/values';
import { anywhere, propertiesOf, unwrap, wrap } from '../definition/values';

/** A function got something that it can't use. */
export class FunctionFailed extends Error {}

/** The functions that depend on their argument alone. */
export function pureFunction(name: string, arg: EscValue): EscValue {
  if (name === 'fn::final') {
    return arg;
  }
  if (name === 'fn::validate') {
    const properties = propertiesOf(arg);
    if (!properties?.value) {
      throw new FunctionFailed('fn::validate must have a schema and a value');
    }
    return properties.value;
  }
  return wrap(compute(name, unwrap(arg)), anywhere(arg, 'secret'));
}

function compute(name: string, data: unknown): unknown {
  switch (name) {
    case 'fn::join': {
      const [delimiter, values] = pair(name, data);
      return list(name, values).map(String).join(text(name, delimiter));
    }
    case 'fn::split': {
      const [delimiter, value] = pair(name, data);
      return text(name, value).split(text(name, delimiter));
    }
    case 'fn::concat':
      return list(name, data).flatMap(one => list(name, one));
    case 'fn::toJSON':
      return JSON.stringify(data);
    case 'fn::fromJSON':
      try {
        return JSON.parse(text(name, data));
      } catch {
        throw new FunctionFailed(`${name}: invalid JSON`);
      }
    case 'fn::toYAML':
      return stringify(data);
    case 'fn::toString':
      return typeof data === 'string' ? data : JSON.stringify(data);
    case 'fn::toBase64':
      return Buffer.from(text(name, data)).toString('base64');
    case 'fn::fromBase64':
      return Buffer.from(text(name, data), 'base64').toString();
    default:
      throw new FunctionFailed(`the simulator can not evaluate ${name}`);
  }
}

function pair(name: string, data: unknown): [unknown, unknown] {
  const values = list(name, data);
  if (values.length !== 2) {
    throw new FunctionFailed(`${name} takes two arguments`);
  }
  return [values[0], values[1]];
}

function list(name: string, data: unknown): unknown[] {
  if (!Array.isArray(data)) {
    throw new FunctionFailed(`${name} takes a list`);
  }
  return data;
}

function text(name: string, data: unknown): string {
  if (typeof data !== 'string') {
    throw new FunctionFailed(`${name} takes a string`);
  }
  return data;
}
