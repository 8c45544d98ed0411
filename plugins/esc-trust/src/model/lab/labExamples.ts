import { EMPTY_LAB, LabInput } from './labInput';

/** What the policy lab can start with. */
export type LabExample =
  | 'correct'
  | 'wildcard'
  | 'audience'
  | 'subject'
  | 'deny'
  | 'user'
  | 'stack';

const PROVIDER = 'arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc';
const SUBJECT =
  'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:payments/prod';

type Claims = Record<string, Record<string, string>>;

function allow(conditions: Claims): object {
  return {
    Effect: 'Allow',
    Principal: { Federated: PROVIDER },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: conditions,
  };
}

const exactly = (subject: string) => ({
  StringEquals: {
    'api.pulumi.com/oidc:aud': 'aws:acme',
    'api.pulumi.com/oidc:sub': subject,
  },
});

function example(statements: object[], rest: Partial<LabInput> = {}): LabInput {
  return {
    ...EMPTY_LAB,
    trustPolicy: JSON.stringify(
      { Version: '2012-10-17', Statement: statements },
      null,
      2,
    ),
    organization: 'acme',
    project: 'payments',
    name: 'prod',
    subjectAttributes: ['currentEnvironment.name'],
    clientIds: 'aws:acme',
    maxSessionDuration: '7200',
    ...rest,
  };
}

/** One for each thing that policies are often wrong about, and a right one. */
export const LAB_EXAMPLES: Record<LabExample, LabInput> = {
  correct: example([allow(exactly(SUBJECT))]),
  wildcard: example([
    allow({
      StringEquals: { 'api.pulumi.com/oidc:aud': 'aws:acme' },
      StringLike: { 'api.pulumi.com/oidc:sub': 'pulumi:environments:*' },
    }),
  ]),
  audience: example([
    allow({
      StringEquals: {
        'api.pulumi.com/oidc:aud': 'acme',
        'api.pulumi.com/oidc:sub': SUBJECT,
      },
    }),
  ]),
  subject: example([
    allow({ StringEquals: { 'api.pulumi.com/oidc:aud': 'aws:acme' } }),
  ]),
  deny: example([
    allow(exactly(SUBJECT)),
    {
      ...allow({
        StringLike: { 'api.pulumi.com/oidc:sub': '*payments/prod*' },
      }),
      Sid: 'NotProduction',
      Effect: 'Deny',
    },
  ]),
  user: example([allow(exactly(`${SUBJECT}:pulumi.user.login:ada`))], {
    subjectAttributes: ['currentEnvironment.name', 'pulumi.user.login'],
  }),
  stack: example(
    [allow(exactly('pulumi:environments:org:acme:env:payments/prod'))],
    { subjectAttributes: [], openings: ['direct', 'stack'] },
  ),
};
