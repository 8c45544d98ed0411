import { ConfigReader } from '@backstage/config';
import { ProposedProvision } from '@internal/backstage-plugin-esc-trust-node';
import {
  ProvisioningConfig,
  readProvisioningConfig,
} from '../../config/readProvisioningConfig';

export const TEAM = 'group:default/payments-team';
export const ACCOUNT = '111111111111';

/** AWS's own policy, or one of the account when the name holds a slash. */
export const policy = (name: string) => `arn:aws:iam::aws:policy/${name}`;

/** An entry of `allow` that lets the proposal pass. */
export const ENTRY = {
  ownerRef: TEAM,
  accounts: [ACCOUNT, '333333333333'],
  projects: ['acme/payments', 'acme-2/*'],
  managedPolicyArns: [policy('Amazon*'), policy('AdministratorAccess')],
};

/** `escTrust.provisioning`, read from its YAML form. */
export function provisioning(config: object = {}): ProvisioningConfig {
  return readProvisioningConfig(
    new ConfigReader({ allow: [ENTRY], ...config } as never),
  );
}

/** A harmless provision; parts may be replaced. */
export function proposal(
  change: {
    role?: Partial<ProposedProvision['role']>;
    login?: Partial<ProposedProvision['login']>;
  } & Partial<Omit<ProposedProvision, 'role' | 'login'>> = {},
): ProposedProvision {
  return {
    requestedBy: 'user:default/guest',
    ownerRef: TEAM,
    entityRefs: [],
    environment: { organization: 'acme', project: 'payments', name: 'dev' },
    account: { accountId: ACCOUNT, partition: 'aws' },
    configureEnvironment: true,
    adoptRole: false,
    ...change,
    role: {
      name: 'my-role',
      path: '/pulumi-esc/',
      description: '',
      maxSessionDuration: 3600,
      managedPolicyArns: [policy('AmazonS3ReadOnlyAccess')],
      tags: {},
      ...change.role,
    },
    login: {
      path: 'aws.login',
      subjectAttributes: ['currentEnvironment.name'],
      duration: '1h',
      sessionName: 'session',
      policyArns: [],
      ...change.login,
    },
  };
}

/** A document of Allow statements. */
export function allowing(
  ...statements: Array<Record<string, unknown>>
): Record<string, unknown> {
  return {
    Version: '2012-10-17',
    Statement: statements.map(statement => ({
      Effect: 'Allow',
      Resource: '*',
      ...statement,
    })),
  };
}

/** Reading a bucket: what nobody minds. */
export const READ_BUCKET = allowing({
  Action: ['s3:Get*', 's3:ListBucket'],
  Resource: 'arn:aws:s3:::bucket/*',
});
