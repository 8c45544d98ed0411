import { FindingSeverity } from './types';

/**
 * Every finding: how much it matters and the sentence that is shown. A `{…}`
 * in a sentence is filled with what was found.
 */
export const FINDING_CODES = {
  'definition-problem': {
    severity: 'error',
    message: "The environment's definition has an error: {detail}.",
  },
  'trust-policy-unreadable': {
    severity: 'error',
    message: 'The trust policy is not understood: {detail}',
  },
  'audience-not-tested': {
    severity: 'error',
    message:
      'The statement does not test the audience: tokens of every Pulumi organization pass it.',
  },
  'audience-wildcard': {
    severity: 'error',
    message:
      'The audience {detail} is a pattern: organizations with a similar name pass it too.',
  },
  'subject-not-tested': {
    severity: 'error',
    message:
      'The statement does not test the subject: every environment with this audience passes it.',
  },
  'subject-wildcard': {
    severity: 'warning',
    message: 'The subject {detail} is a pattern: it can match more than meant.',
  },
  'subject-any-stack': {
    severity: 'error',
    message:
      'The subject {detail} is the same for every environment that a Pulumi stack opens.',
  },
  'literal-wildcard': {
    severity: 'warning',
    message:
      'The value {detail} holds a wildcard, but {operator} compares it literally: it never matches.',
  },
  'condition-never-filled': {
    severity: 'warning',
    message: 'No Pulumi token carries the condition key {detail}.',
  },
  'condition-undecidable': {
    severity: 'warning',
    message:
      'Only AWS can decide the condition {detail}: it has a form that is not documented, or depends on something that is known when the role is assumed.',
  },
  'condition-without-values': {
    severity: 'warning',
    message: 'The condition {detail} lists no values: no claim matches it.',
  },
  'any-principal': {
    severity: 'error',
    message:
      'The statement allows any principal: whoever passes its conditions may assume the role, from any AWS account.',
  },
  'further-principals': {
    severity: 'warning',
    message:
      'Besides Pulumi environments the statement lets AWS principals assume the role: {detail}.',
  },
  'subject-shared': {
    severity: 'error',
    message:
      "The login's subject attributes don't name the environment: any environment of the organization can send the same subject.",
  },
  'legacy-default-project': {
    severity: 'warning',
    message:
      'The environment is in the legacy project "default", whose claims name neither project nor service: move it to a project of its own.',
  },
  'repeated-subject-attribute': {
    severity: 'warning',
    message:
      'The login lists the subject attribute {detail} more than once: what its subject then says is not documented.',
  },
  'unknown-subject-attribute': {
    severity: 'warning',
    message: 'Pulumi documents no subject attribute {detail}.',
  },
} as const satisfies Record<
  string,
  { severity: FindingSeverity; message: string }
>;

/** The code of a finding. */
export type FindingCode = keyof typeof FINDING_CODES;
