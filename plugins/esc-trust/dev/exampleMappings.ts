import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { exampleMapping } from '../src/testing/exampleMapping';

/** One mapping of every status, with the sentences that the backend writes. */
export const EVERY_STATUS: Mapping[] = [
  exampleMapping('acme/payments/prod'),
  exampleMapping('acme/payments/personal', {
    status: 'conditional',
    access: 'conditional',
    findings: [
      {
        code: 'names-one-user',
        severity: 'info',
        fingerprint: 'f1',
        message:
          'The trust policy names the user "ada": it works when she opens the environment and fails for everybody else.',
      },
    ],
    claims: {
      issuer: 'https://api.pulumi.com/oidc',
      audience: 'aws:acme',
      subject:
        'pulumi:environments:pulumi.organization.login:acme:pulumi.user.login:{pulumi.user.login}:currentEnvironment.name:payments/personal',
    },
  }),
  exampleMapping('acme/payments/staging', {
    status: 'over-permissive',
    exposure: {
      verdict: 'wider',
      witnesses: [
        {
          audience: 'aws:acme',
          subject: 'pulumi:environments:org:acme:env:sandbox/x',
          why: 'Any environment of acme, for example acme/sandbox/x, can assume this role.',
        },
      ],
    },
  }),
  exampleMapping(
    'acme/payments/dev',
    {
      status: 'untrusted',
      access: 'fails',
      gates: [
        {
          gate: 'trust-policy',
          outcome: 'fail',
          message:
            'The trust policy expects the subject "pulumi:environments:org:acme:env:payments/development". Change it to "pulumi:environments:org:acme:env:payments/dev".',
        },
      ],
    },
    {
      stale: {
        since: new Date(Date.now() - 3 * 3_600_000).toISOString(),
        reason: 'AWS account 111111111111 refuses iam:ListRoles.',
      },
    },
  ),
  exampleMapping(
    'acme/payments/preview',
    {
      status: 'unknown',
      access: 'unknown',
      gates: [
        {
          gate: 'role',
          outcome: 'unknown',
          message:
            'The role ARN is an expression, so it is known only when the environment is opened.',
        },
      ],
    },
    { roleArn: undefined, accountId: undefined },
  ),
];

/** More than a card shows at once, one environment with two logins. */
export const MANY: Mapping[] = [
  ...EVERY_STATUS,
  exampleMapping(
    'acme/payments/prod',
    {},
    { id: 'second-login', loginPath: 'reporting.aws.login' },
  ),
  ...['blue', 'green', 'canary'].map(name =>
    exampleMapping(`acme/shop/${name}`),
  ),
];

/** Names as long as Pulumi and AWS allow. */
export const LONG: Mapping[] = [
  exampleMapping(
    `acme-international-holdings/${'platform-engineering-'.repeat(
      4,
    )}x/${'production-eu-central-1-'.repeat(4)}y`,
  ),
];
