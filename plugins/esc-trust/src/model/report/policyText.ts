import {
  parseTrustPolicy,
  statementName,
} from '@internal/backstage-plugin-esc-trust-common';

/** Some lines of a trust policy that belong together. */
export interface PolicyPart {
  /** The statement that they are: its Sid, or its index as `#0`. */
  statement?: string;
  /** What they say. */
  lines: string[];
}

/** A trust policy, to be shown. */
export interface PolicyText {
  /** All of it, from top to bottom. */
  parts: PolicyPart[];
  /**
   * Set when it isn't understood and stands here as it is written: the lines,
   * counted from 1, with what is wrong.
   */
  problemLines?: number[];
}

/**
 * Lays a trust policy out by its statements, as a finding names them.
 *
 * @remarks
 * A text that breaks a rule is left as it is written: laid out anew it would
 * lose a repeated key, and the lines that its findings speak of.
 *
 * @param policy - JSON text, the same URL-encoded, or an object
 */
export function policyText(policy: string | object): PolicyText {
  if (typeof policy !== 'string') {
    return { parts: partsOf(policy) };
  }
  const text = decoded(policy);
  const { problems } = parseTrustPolicy(text);
  return problems.length === 0
    ? { parts: partsOf(JSON.parse(text)) }
    : {
        parts: [{ lines: text.split(/\r\n|\r|\n/) }],
        problemLines: problems.flatMap(({ position }) => position?.line ?? []),
      };
}

/** IAM's read calls encode documents; other sources don't. */
function decoded(text: string): string {
  if (!/^\s*%7B/i.test(text)) {
    return text;
  }
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function partsOf(document: object): PolicyPart[] {
  const { Statement: statements } = document as { Statement?: unknown };
  const lines = JSON.stringify(document, null, 2).split('\n');
  // Text within a value never starts a line: JSON writes its line breaks as \n.
  const from = lines.findIndex(line => line.startsWith('  "Statement": '));
  if (from < 0) {
    return [{ lines }];
  }
  const isList = Array.isArray(statements);
  const entries: unknown[] = isList ? statements : [statements];
  const indent = isList ? '    ' : '  ';
  const parts: PolicyPart[] = [];
  let at = isList ? from + 1 : from;
  parts.push({ lines: lines.slice(0, at) });
  for (const [index, entry] of entries.entries()) {
    const length = lines
      .slice(at)
      .findIndex(
        (line, i) =>
          line.startsWith(indent) &&
          (/^[}\]]/.test(line.slice(indent.length)) ||
            (i === 0 && !/[{[]$/.test(line))),
      );
    parts.push({
      statement: statementName({ sid: sidOf(entry) }, index),
      lines: lines.slice(at, at + length + 1),
    });
    at += length + 1;
  }
  parts.push({ lines: lines.slice(at) });
  return parts.filter(part => part.lines.length > 0);
}

function sidOf(entry: unknown): string | undefined {
  const sid = (entry as { Sid?: unknown } | null)?.Sid;
  return typeof sid === 'string' ? sid : undefined;
}
