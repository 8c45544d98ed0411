import type { FindingRule } from './findingCodes';

/** Findings about the environment, its login, and the document as a whole. */
export const ENVIRONMENT_FINDINGS = {
  'definition-problem': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: false,
    message: "The environment's definition has an error: {detail}.",
  },
  'issuer-not-of-logins': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: false,
    message:
      'aws-login tokens come from {detail}: the issuer that is configured, {issuer}, belongs to fn::open::oidc and never vouches for a login.',
  },
  'subject-shared': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: true,
    message:
      "The login's subject attributes don't name the environment: any environment of the organization can send the same subject.",
  },
  'opening-denied': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: false,
    message:
      'The role works when the environment is opened by itself but not when it is opened through {detail}: {advice}.',
  },
  'legacy-default-project': {
    severity: 'warning',
    decidesStatus: false,
    canBeAccepted: true,
    message:
      'The environment is in the legacy project "default", whose claims name neither project nor service, and its current environment may show with or without the project: move it to a project of its own.',
  },
  'repeated-subject-attribute': {
    severity: 'warning',
    decidesStatus: true,
    canBeAccepted: false,
    message:
      'The login lists the subject attribute {detail} more than once: what its subject then says is not documented.',
  },
  'unknown-subject-attribute': {
    severity: 'warning',
    decidesStatus: true,
    canBeAccepted: false,
    message: 'Pulumi documents no subject attribute {detail}.',
  },
  'trust-policy-unreadable': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: false,
    message: 'The trust policy is not understood: {detail}',
  },
  'duplicate-keys': {
    severity: 'error',
    decidesStatus: true,
    canBeAccepted: false,
    message:
      'AWS refuses what the trust policy does, and which of the values counts is unknown: {detail}',
  },
  'missing-version': {
    severity: 'info',
    decidesStatus: false,
    canBeAccepted: true,
    message:
      'The trust policy has no Version: AWS applies 2008-10-17, in which variables such as {detail} are plain text.',
  },
  'quota-nearly-used': {
    severity: 'warning',
    decidesStatus: false,
    canBeAccepted: true,
    message:
      "The trust policy has {detail} of the {quota} characters of AWS's default quota: few environments fit beside.",
  },
} as const satisfies Record<string, FindingRule>;
