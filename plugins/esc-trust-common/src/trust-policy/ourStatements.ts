import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { WEB_IDENTITY_ACTION } from './evaluateTrustPolicy';
import { TrustPolicyDocument } from './types';

/** Our statements' Sids start with this; AWS allows letters and digits only. */
export const STATEMENT_SID_PREFIX = 'PulumiEscTrust';

/** A statement as AWS takes it. */
export type Statement = TrustPolicyDocument['Statement'][number];

/** What one of our statements says. */
export interface OurStatement {
  /** ARN of the identity provider. */
  identityProviderArn: string;
  /** Prefix of the condition keys, such as `api.pulumi.com/oidc`. */
  issuer: string;
  /** The one audience. */
  audience: string;
  /** The exact subjects, at least one. */
  subjects: string[];
}

/**
 * Writes one of our statements: exact values for both claims, the shape that
 * Pulumi's own CLI writes.
 *
 * @param says - what it says
 */
export function ourStatement(says: OurStatement): Statement {
  const { identityProviderArn, issuer, audience, subjects } = says;
  return {
    Sid: statementSid(audience),
    Effect: 'Allow',
    Principal: { Federated: identityProviderArn },
    Action: WEB_IDENTITY_ACTION,
    Condition: {
      StringEquals: {
        [`${issuer}:aud`]: audience,
        [`${issuer}:sub`]: subjects.length === 1 ? subjects[0] : subjects,
      },
    },
  };
}

/**
 * Reads a statement back that says exactly what {@link ourStatement} writes,
 * whatever the order of its keys and lists.
 *
 * @param statement - any statement
 * @returns undefined for every other one, also for one of ours that somebody
 *   has changed by hand
 */
export function readOurStatement(
  statement: Statement,
): OurStatement | undefined {
  const federated = [asObject(statement.Principal).Federated].flat();
  const tests = asObject(asObject(statement.Condition).StringEquals);
  const audienceKey = Object.keys(tests).find(key => key.endsWith(':aud'));
  const issuer = audienceKey?.slice(0, -':aud'.length);
  const audience = [audienceKey && tests[audienceKey]].flat();
  const subjects = [tests[`${issuer}:sub`]].flat();
  if (!issuer || !areStrings([...federated, ...audience, ...subjects])) {
    return undefined;
  }
  const says: OurStatement = {
    identityProviderArn: String(federated[0]),
    issuer,
    audience: String(audience[0]),
    subjects: subjects.map(String),
  };
  return canonicalPolicy(ourStatement(says)) === canonicalPolicy(statement)
    ? says
    : undefined;
}

/**
 * Whether a statement carries a Sid of ours, changed by hand or not.
 *
 * @param statement - any statement
 */
export function hasOurSid(statement: Statement): boolean {
  return String(statement.Sid ?? '').startsWith(STATEMENT_SID_PREFIX);
}

/** The Sid of our statement for an audience: stable, letters and digits only. */
function statementSid(audience: string): string {
  return `${STATEMENT_SID_PREFIX}${bytesToHex(
    sha256(new TextEncoder().encode(audience)),
  ).slice(0, 8)}`;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}

function areStrings(values: unknown[]): boolean {
  return values.every(value => typeof value === 'string');
}

/**
 * A text that is the same for all policies, or parts of one, that say the same:
 * whatever the order of keys and lists, and whether a list of one is written as
 * a list.
 *
 * @remarks
 * Every list of AWS's policy grammar is a set. For comparing only: the text is no
 * policy, and keys that occur twice are not looked for.
 *
 * @param value - a policy's document, or a part of it
 * @public
 */
export function canonicalPolicy(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 1
      ? canonicalPolicy(value[0])
      : `[${value.map(canonicalPolicy).sort().join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalPolicy(item)}`)
      .sort()
      .join(',')}}`;
  }
  return JSON.stringify(value) ?? 'undefined';
}
