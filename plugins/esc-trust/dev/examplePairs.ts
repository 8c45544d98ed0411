import {
  assessTrust,
  EnvironmentRef,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { exampleMapping } from '../src/testing/exampleMapping';

const ISSUER = 'api.pulumi.com/oidc';
const AUDIENCE = 'aws:acme';
const OWN = 'pulumi:environments:pulumi.organization.login:acme';

/** An environment, its role, and what the role's trust policy asks for. */
export interface ExamplePair {
  mapping: Mapping;
  trustPolicy: string;
}

/** Judged by the engine itself, as the backend does. */
function pair(
  environment: EnvironmentRef,
  accountId: string,
  condition: object,
  more: Partial<Mapping> & { user?: boolean } = {},
): ExamplePair {
  const { user = false, ...rest } = more;
  const { organization, project, name } = environment;
  const provider = `arn:aws:iam::${accountId}:oidc-provider/${ISSUER}`;
  const arn = `arn:aws:iam::${accountId}:role/${project}-${name}`;
  const trustPolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: provider },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: condition,
      },
    ],
  });
  const trust = assessTrust({
    environment,
    roleArn: arn,
    login: {
      path: 'aws.login',
      kind: 'oidc',
      roleArn: { literal: arn },
      sessionName: { literal: `${project}-${name}` },
      duration: { literal: '1h' },
      subjectAttributes: {
        literal: [
          'currentEnvironment.name',
          ...(user ? ['pulumi.user.login'] : []),
        ],
      },
      position: { line: 1, column: 1 },
    },
    role: { arn, maxSessionDuration: 3_600, trustPolicy },
    identityProvider: { arn: provider, clientIds: [AUDIENCE] },
    isIntended: rest.source !== 'discovered',
  });
  return {
    trustPolicy,
    mapping: exampleMapping(`${organization}/${project}/${name}`, trust, {
      accountId,
      roleArn: arn,
      ...rest,
    }),
  };
}

const of = (project: string, name: string): EnvironmentRef => ({
  organization: 'acme',
  project,
  name,
});

const exactly = (subject: string) => ({
  StringEquals: {
    [`${ISSUER}:aud`]: AUDIENCE,
    [`${ISSUER}:sub`]: subject,
  },
});

const named = (project: string, name: string) =>
  exactly(`${OWN}:currentEnvironment.name:${project}/${name}`);

/** One of every kind: each status, one that is stale and one that was found. */
export const PAIRS: ExamplePair[] = [
  pair(of('payments', 'prod'), '222222222222', named('payments', 'prod')),
  pair(
    of('payments', 'console'),
    '222222222222',
    exactly(
      `${OWN}:currentEnvironment.name:payments/console:pulumi.user.login:dana`,
    ),
    { user: true, source: 'registered' },
  ),
  pair(
    of('payments', 'dev'),
    '111111111111',
    { StringEquals: { [`${ISSUER}:aud`]: AUDIENCE } },
    { source: 'registered' },
  ),
  pair(of('payments', 'staging'), '111111111111', named('payments', 'stage')),
  pair(
    of('payments', 'preview'),
    '111111111111',
    { StringTwin: { [`${ISSUER}:sub`]: 'x' } },
    { source: 'registered' },
  ),
  pair(of('shop', 'sandbox'), '333333333333', named('shop', 'sandbox'), {
    stale: {
      since: new Date(Date.now() - 3 * 3_600_000).toISOString(),
      reason: 'AWS denies iam:ListRoles in account 333333333333 to the portal',
    },
  }),
  pair(
    of('platform', 'network'),
    '222222222222',
    named('platform', 'network'),
    {
      source: 'discovered',
      ownerRef: undefined,
      entityRefs: [],
    },
  ),
];
