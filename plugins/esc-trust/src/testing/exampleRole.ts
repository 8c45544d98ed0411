import {
  Account,
  RoleDetails,
} from '@internal/backstage-plugin-esc-trust-common';
import { exampleMapping } from './exampleMapping';

const PROVIDER = 'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc';

/** An account that was read a moment ago. */
export function exampleAccount(rest: Partial<Account> = {}): Account {
  return {
    accountId: '111111111111',
    title: 'Development',
    partition: 'aws',
    lastTriedAt: new Date().toISOString(),
    lastGoodAt: new Date(Date.now() - 4 * 60_000).toISOString(),
    ...rest,
  };
}

/**
 * A role that exactly one environment may assume, for tests and the dev app.
 *
 * @param rest - what is different
 */
export function exampleRole(rest: Partial<RoleDetails> = {}): RoleDetails {
  const mappings = rest.mappings ?? [exampleMapping('acme/payments/prod')];
  const { subject } = exampleMapping('acme/payments/prod').trust.claims;
  return {
    roleArn: 'arn:aws:iam::111111111111:role/pulumi-esc/payments-prod',
    accountId: '111111111111',
    name: 'payments-prod',
    path: '/pulumi-esc/',
    exists: true,
    maxSessionDuration: 7_200,
    ownerRef: 'group:default/payments-team',
    exposure: { verdict: 'intended', witnesses: [] },
    trustPolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'PaymentsProd',
          Effect: 'Allow',
          Principal: { Federated: PROVIDER },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              'api.pulumi.com/oidc:aud': 'aws:acme',
              'api.pulumi.com/oidc:sub': subject,
            },
          },
        },
      ],
    }),
    identityProviders: [
      {
        issuer: 'https://api.pulumi.com/oidc',
        arn: PROVIDER,
        exists: true,
        clientIds: ['aws:acme'],
      },
    ],
    mappings,
    totalMappings: mappings.length,
    live: {
      description: 'Deploys the payments API',
      tags: { 'esc-trust:owner': 'group:default/payments-team' },
      managedPolicyArns: ['arn:aws:iam::aws:policy/PowerUserAccess'],
      inlinePolicies: {
        'read-secrets': '{"Version":"2012-10-17","Statement":[]}',
      },
      permissionsBoundaryArn: 'arn:aws:iam::111111111111:policy/developers',
      lastUsed: {
        at: new Date(Date.now() - 3 * 3_600_000).toISOString(),
        region: 'eu-west-1',
      },
    },
    ...rest,
  };
}
