import type { FindingRule } from './findingCodes';

/** Findings about one statement of the trust policy. */
export const STATEMENT_FINDINGS = {
  'audience-not-tested': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: false,
    message:
      'The statement does not test the audience: tokens of every Pulumi organization pass it.',
  },
  'audience-wildcard': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: false,
    message:
      'The audience {detail} is a pattern: organizations with a similar name pass it too.',
  },
  'audience-other-organization': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: false,
    message:
      'The audience {detail} is that of an organization none of whose environments is meant to use the role.',
  },
  'audience-bare-organization': {
    severity: 'warning',
    decidesStatus: false,
    canBeAccepted: true,
    message:
      'The audience {detail} has no prefix: tokens of Pulumi Deployments and of the legacy project "default" carry it.',
  },
  'subject-not-tested': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: true,
    message:
      'The statement does not test the subject: every environment with this audience passes it.',
  },
  'subject-organization-wide': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: true,
    message:
      'The subject {detail} names no environment: every environment of the organization can pass it.',
  },
  'subject-prefix-bleed': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: true,
    message:
      'The subject {detail} has a * directly after a part of a name: other projects or environments whose names begin alike pass it too.',
  },
  'subject-wildcard': {
    severity: 'warning',
    decidesStatus: true,
    canBeAccepted: true,
    message: 'The subject {detail} is a pattern: it can match more than meant.',
  },
  'subject-any-stack': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: true,
    message:
      'The subject {detail} is the same for every environment that a Pulumi stack opens.',
  },
  'others-admitted': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: true,
    message:
      'The statement admits others than the environments that are meant to use the role.',
  },
  'literal-wildcard': {
    severity: 'warning',
    decidesStatus: false,
    canBeAccepted: true,
    message:
      'The value {detail} holds a wildcard, but {operator} compares it literally: it never matches.',
  },
  'condition-vacuous': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: true,
    message:
      'The condition {detail} is always true: no Pulumi token carries its key.',
  },
  'condition-only-excludes': {
    severity: 'warning',
    decidesStatus: true,
    canBeAccepted: true,
    message:
      'The condition {detail} only keeps some tokens out: all others pass it.',
  },
  'condition-lenient': {
    severity: 'info',
    decidesStatus: false,
    canBeAccepted: true,
    message:
      'The condition {detail} would also hold for a token without the claim: write the plain operator.',
  },
  'condition-self-reference': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: false,
    message:
      'The condition {detail} compares a claim with itself: it is always true.',
  },
  'condition-foreign-issuer': {
    severity: 'warning',
    decidesStatus: false,
    canBeAccepted: true,
    message:
      'The condition key {detail} belongs to another issuer: of Pulumi Cloud it must start with {issuer}.',
  },
  'condition-never-filled': {
    severity: 'warning',
    decidesStatus: false,
    canBeAccepted: true,
    message: 'No Pulumi token carries the condition key {detail}.',
  },
  'condition-undecidable': {
    severity: 'warning',
    decidesStatus: true,
    canBeAccepted: false,
    message:
      'Only AWS can decide the condition {detail}: it has a form that is not documented, or depends on something that is known when the role is assumed.',
  },
  'condition-without-values': {
    severity: 'warning',
    decidesStatus: false,
    canBeAccepted: true,
    message: 'The condition {detail} lists no values: no claim matches it.',
  },
  'operator-case': {
    severity: 'warning',
    decidesStatus: false,
    canBeAccepted: true,
    message:
      'The operator {detail} is not written as AWS documents it, and whether AWS takes another case is not documented: write {operator}.',
  },
  'session-name-guard': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: false,
    message:
      'Instead of the subject the statement tests the session name, which whoever writes the login chooses.',
  },
  'not-action': {
    severity: 'warning',
    decidesStatus: false,
    canBeAccepted: true,
    message:
      'The statement allows every action but {detail}: name sts:AssumeRoleWithWebIdentity instead.',
  },
  'broad-action': {
    severity: 'warning',
    decidesStatus: false,
    canBeAccepted: true,
    message:
      'The action {detail} is a pattern that covers more than sts:AssumeRoleWithWebIdentity.',
  },
  'any-principal': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: false,
    message:
      'The statement allows any principal: whoever passes its conditions may assume the role, from any AWS account.',
  },
  'further-principals': {
    severity: 'warning',
    decidesStatus: false,
    canBeAccepted: true,
    message:
      'Besides Pulumi environments the statement lets AWS principals assume the role: {detail}.',
  },
} as const satisfies Record<string, FindingRule>;
