import type { PutRole } from '../aws/state/account';
import type { DemoPair } from './story';
import { accounts, namedUser, organization } from './story';

const issuer = 'api.pulumi.com/oidc';
const customSubject = `pulumi:environments:pulumi.organization.login:${organization}`;
const defaultSubject = `pulumi:environments:org:${organization}:env`;

/** A trust policy in the shape that the AWS console makes. */
function trust(account: DemoPair['account'], condition: object): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: {
          Federated: `arn:aws:iam::${accounts[account]}:oidc-provider/${issuer}`,
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: condition,
      },
    ],
  };
}

const exactly = (audience: string, subject: string) => ({
  StringEquals: {
    [`${issuer}:aud`]: audience,
    [`${issuer}:sub`]: subject,
  },
});
const audience = `aws:${organization}`;
const namedByAttribute = (environment: string) =>
  exactly(audience, `${customSubject}:currentEnvironment.name:${environment}`);

type DemoRole = Pick<
  PutRole,
  'description' | 'attachedPolicies' | 'maxSessionDuration'
> & { condition: object };

const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;

/** What the role of each environment trusts, and what it may do. */
const roles: Readonly<Record<string, DemoRole>> = {
  'payments/prod-api': {
    description: 'Deploys the payments API to production',
    condition: namedByAttribute('payments/prod-api'),
    attachedPolicies: [managed('PowerUserAccess')],
  },
  'payments/dev-api': {
    description: 'Deploys the payments API for development',
    condition: { StringEquals: { [`${issuer}:aud`]: audience } },
    attachedPolicies: [managed('PowerUserAccess')],
  },
  'payments/reporting': {
    description: 'Reads the data lake for the monthly payment reports',
    condition: { StringLike: { [`${issuer}:aud`]: `${audience}*` } },
    attachedPolicies: [managed('AmazonS3ReadOnlyAccess')],
  },
  'payments/prod-console': {
    description: 'Break-glass access to the production account of payments',
    condition: exactly(
      audience,
      `${customSubject}:currentEnvironment.name:payments/prod-console:pulumi.user.login:${namedUser}`,
    ),
    attachedPolicies: [managed('ReadOnlyAccess')],
  },
  'payments/staging-api': {
    description: 'Deploys the payments API to staging',
    condition: exactly(audience, `${defaultSubject}:payments/staging`),
    attachedPolicies: [managed('PowerUserAccess')],
  },
  'payments/experiments': {
    description: 'Everything, in the sandbox only',
    condition: namedByAttribute('payments/experiments'),
    attachedPolicies: [managed('AdministratorAccess')],
  },
  'default/payments-legacy': {
    description: 'The first payments service, being retired',
    condition: exactly(organization, `${defaultSubject}:payments-legacy`),
    attachedPolicies: [managed('AmazonDynamoDBReadOnlyAccess')],
  },
  'payments/nightly-batch': {
    description: 'Settles the transactions of the day',
    condition: namedByAttribute('payments/nightly-batch'),
    attachedPolicies: [managed('AmazonSQSFullAccess')],
    maxSessionDuration: 3600,
  },
  'payments/multi-region': {
    description: 'Deploys the payments API to further regions',
    condition: namedByAttribute('payments/multi-region'),
    attachedPolicies: [managed('PowerUserAccess')],
  },
  'platform/shared-network': {
    description: 'Networks that all teams share',
    condition: namedByAttribute('platform/shared-network'),
    attachedPolicies: [managed('AmazonEC2FullAccess')],
  },
};

/** The role of a pair, without its tags. */
export function demoRole(pair: DemoPair): PutRole {
  const { project, name } = pair.environment;
  const { condition, ...role } = roles[`${project}/${name}`];
  return {
    ...role,
    roleName: pair.roleName,
    assumeRolePolicyDocument: trust(pair.account, condition),
  };
}

/** The role that the portal assumes in every account. */
export function portalRole(userArn: string): PutRole {
  return {
    roleName: 'esc-trust-portal',
    description: 'Lets the developer portal read and manage roles',
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: userArn },
          Action: 'sts:AssumeRole',
        },
      ],
    },
    attachedPolicies: [managed('IAMFullAccess')],
  };
}
