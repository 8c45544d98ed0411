import { isMap, isScalar, isSeq, Node } from 'yaml';
import { AwsLogin, LoginInput } from './types';

/** An interpolation that isn't escaped as `$${…}`. */
const INTERPOLATION = /(^|[^$])(\$\$)*\$\{/;

/** Reads one input as a string, or as the text of its expression. */
function readText(node: unknown): LoginInput | undefined {
  if (node === undefined || node === null) {
    return undefined;
  }
  if (isScalar(node) && typeof node.value === 'string') {
    return INTERPOLATION.test(node.value)
      ? { expression: node.value }
      : { literal: node.value.replaceAll('$$', '$') };
  }
  return { expression: String(node).trim() };
}

/** Reads one input as a list of strings, or as the text of its expression. */
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
  return { expression: String(node).trim() };
}

/** Reads the inputs of an aws-login; the schema is Pulumi's. */
export function readLoginInputs(
  inputs: Node | null | undefined,
): Omit<AwsLogin, 'path' | 'position'> {
  if (!isMap(inputs)) {
    return { kind: 'unresolved' };
  }
  const oidc = inputs.get('oidc', true) as unknown;
  if (oidc === undefined) {
    return { kind: inputs.has('static') ? 'static' : 'unresolved' };
  }
  if (!isMap(oidc)) {
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
