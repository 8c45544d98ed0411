import {
  canonicalPolicy,
  TrustPolicyDocument,
} from '@internal/backstage-plugin-esc-trust-common';
import { createHash } from 'node:crypto';

/** Names a JSON value by its content; the order of keys doesn't matter. */
export function digest(value: unknown): string {
  return hash(stableJson(value));
}

/** Names a trust policy by what it says. */
export function policyDigest(document: TrustPolicyDocument): string {
  return hash(canonicalPolicy(document));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function stableJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(stableJson).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => `${JSON.stringify(key)}:${stableJson(item)}`);
    return `{${entries.sort().join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
