import { isMap, isScalar, isSeq } from 'yaml';
import { isCall } from './definitionDocuments';
import { AwsLogin, LoginInput } from './types';

/** An interpolation that isn't escaped as `$${…}`. */
const INTERPOLATION = /(^|[^$])(\$\$)*\$\{/;

/**
 * Whether a string holds an expression.
 *
 * @param text - a string of a definition
 * @returns false when each `${` is escaped
 */
export function isInterpolated(text: string): boolean {
  return INTERPOLATION.test(text);
}

/** Reads one input as a string, or names its expression. */
function readText(node: unknown): LoginInput | undefined {
  if (node === undefined || node === null) {
    return undefined;
  }
  if (
    isScalar(node) &&
    typeof node.value === 'string' &&
    !isInterpolated(node.value)
  ) {
    return { literal: node.value.replaceAll('$$', '$') };
  }
  return { expression: nameOf(node, '(not a string)') };
}

/** Reads one input as a list of strings, or names its expression. */
function readList(node: unknown): LoginInput<string[]> | undefined {
  if (node === undefined || node === null) {
    return undefined;
  }
  if (isSeq(node)) {
    const items = node.items.map(readText);
    const literals = items.flatMap(item =>
      item && 'literal' in item ? [item.literal] : [],
    );
    if (literals.length === items.length) {
      return { literal: literals };
    }
  }
  return { expression: nameOf(node, '(not a list)') };
}

/**
 * What an expression is shown as. It goes into plans, journals and reports, so
 * it is never what is inside of a structure: that may be a ciphertext, or any
 * part of the definition.
 */
function nameOf(node: unknown, otherScalar: string): string {
  if (isScalar(node)) {
    return typeof node.value === 'string' && isInterpolated(node.value)
      ? node.value
      : otherScalar;
  }
  if (isMap(node) && node.items.length === 1) {
    const { key } = node.items[0];
    const name = isScalar(key) ? String(key.value) : '';
    if (/^fn::[\w:-]+$/.test(name)) {
      return name;
    }
  }
  return '(a structure)';
}

/**
 * Reads the inputs of an aws-login; the schema is Pulumi's.
 *
 * @param inputs - the argument of the call
 * @returns the inputs as far as the text tells them; `unresolved` when the
 *   argument, its `oidc` or its `static` is the result of an expression
 */
export function readLoginInputs(
  inputs: unknown,
): Omit<AwsLogin, 'path' | 'position'> {
  if (!isMap(inputs) || isCall(inputs)) {
    return { kind: 'unresolved' };
  }
  const oidc = inputs.get('oidc', true) as unknown;
  if (oidc === undefined) {
    const credentials = inputs.get('static', true) as unknown;
    return {
      kind:
        isMap(credentials) && !isCall(credentials) ? 'static' : 'unresolved',
    };
  }
  if (!isMap(oidc) || isCall(oidc)) {
    return { kind: 'unresolved' };
  }
  return {
    kind: 'oidc',
    roleArn: readText(oidc.get('roleArn', true)),
    sessionName: readText(oidc.get('sessionName', true)),
    duration: readText(oidc.get('duration', true)),
    policyArns: readList(oidc.get('policyArns', true)),
    subjectAttributes: readList(oidc.get('subjectAttributes', true)),
  };
}
