import { NotFoundError } from '@backstage/errors';
import {
  EscTrustApi,
  ProvisioningOptions,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';

export const TEAM = 'group:default/payments-team';
export const OTHER_TEAM = 'group:default/data-team';
export const S3 = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
export const LOGS = 'arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess';
export const OWN = 'arn:aws:iam::111111111111:policy/team/OwnPolicy';

export const OPTIONS: ProvisioningOptions = {
  owners: [
    {
      ownerRef: TEAM,
      choices: [
        {
          accounts: [
            {
              accountId: '111111111111',
              title: 'dev',
              managedPolicyArns: [
                S3,
                'arn:aws:iam::111111111111:policy/team/*',
              ],
            },
            { accountId: '222222222222', managedPolicyArns: [S3] },
          ],
          projects: [{ organization: 'acme', project: 'payments' }],
          inlinePolicies: false,
          maxSessionDuration: 43200,
        },
        {
          accounts: [
            {
              accountId: '111111111111',
              title: 'dev',
              managedPolicyArns: [LOGS],
            },
          ],
          projects: [{ organization: 'acme', project: 'payments' }],
          inlinePolicies: false,
          maxSessionDuration: 43200,
        },
      ],
    },
    {
      ownerRef: OTHER_TEAM,
      choices: [
        {
          accounts: [
            { accountId: '333333333333', title: 'data', managedPolicyArns: [] },
          ],
          projects: [{ organization: 'acme', project: '*' }],
          inlinePolicies: false,
          maxSessionDuration: 3600,
        },
      ],
    },
  ],
  role: {
    path: '/pulumi-esc/',
    nameTemplate: 'esc-{project}-{name}-{hash8}',
    customNames: true,
    requiredTags: [],
    fixedTags: {},
    managedPolicies: 2,
  },
  login: {
    subjectAttributes: [
      'currentEnvironment.name',
      'rootEnvironment.name',
      'pulumi.organization.login',
    ],
    requiredSubjectAttributes: ['currentEnvironment.name'],
  },
};

/** Only what one team may choose in one project. */
export const ONE_TEAM: ProvisioningOptions = {
  ...OPTIONS,
  owners: [OPTIONS.owners[0]],
};

const ACCOUNTS = [
  { accountId: '111111111111', title: 'dev', partition: 'aws' },
  { accountId: '222222222222', partition: 'aws' },
  { accountId: '333333333333', title: 'data', partition: 'aws' },
  { accountId: '444444444444', title: 'vault', partition: 'aws' },
];

const MAPPING = {
  id: 'm',
  loginPath: 'aws.login',
  roleArn: 'arn:aws:iam::111111111111:role/pulumi-esc/esc-payments-prod',
};

/** A portal with two environments in `acme/payments` and one elsewhere. */
export function fakeApi(overrides: Partial<EscTrustApi> = {}): EscTrustApi {
  const names = ['acme/payments/prod', 'acme/payments/dev', 'acme/data/lake'];
  const api: Partial<EscTrustApi> = {
    getProvisioningOptions: async () => ONE_TEAM,
    listAccounts: async () => ({ items: ACCOUNTS }),
    listOrganizations: async () => ({
      items: [{ name: 'acme', issuer: 'https://pulumi.acme.test/oidc' }],
    }),
    listEnvironments: async ({ organization, q = '' }) => ({
      items: names
        .map(name => name.split('/'))
        .filter(
          ([owner, project, name]) =>
            owner === organization && `${project}/${name}`.startsWith(q),
        )
        .map(([, project, name]) => ({
          environment: { organization, project, name },
          mappings:
            name === 'prod'
              ? [
                  {
                    ...MAPPING,
                    status: 'trusted' as const,
                    access: 'works' as const,
                    exposure: 'intended' as const,
                  },
                ]
              : [],
        })),
      pageInfo: {},
    }),
    getEnvironment: async environment => {
      const name = stringifyEnvironmentRef(environment);
      if (!names.includes(name)) {
        throw new NotFoundError(`There is no environment ${name}`);
      }
      const isUsed = environment.name === 'prod';
      return {
        environment,
        issuer: 'https://pulumi.acme.test/oidc',
        logins: isUsed
          ? [
              {
                login: {
                  path: MAPPING.loginPath,
                  kind: 'oidc',
                  roleArn: { literal: MAPPING.roleArn },
                  position: { line: 1, column: 1 },
                },
                openings: [],
              },
            ]
          : [],
        problems: [],
        mappings: isUsed
          ? [{ ...MAPPING, environment, trust: { status: 'trusted' } } as any]
          : [],
      };
    },
    ...overrides,
  };
  return api as EscTrustApi;
}
