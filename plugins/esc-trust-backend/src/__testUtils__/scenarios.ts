import {
  OperationRequest,
  ProvisionRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  BOUNDARY,
  DEV,
  READ_ONLY,
  SANDBOX,
  SECOND_POLICY,
  TEAM,
  PLANTED_COMMENT,
  PLANTED_SECRET,
  PLANTED_VALUE,
} from './names';
import { ProvisioningWorld } from './provisioningWorld';

/** A state of the world, and what is asked for in it. */
export interface Scenario {
  name: string;
  prepare(world: ProvisioningWorld): Promise<OperationRequest>;
}

export const INVOICES = {
  organization: 'acme',
  project: 'payments',
  name: 'invoices',
};
export const REFUNDS = { ...INVOICES, name: 'refunds' };

/** Everything that can be asked for, in an environment that doesn't exist. */
export const EVERYTHING: ProvisionRequest = {
  kind: 'provision',
  environment: INVOICES,
  accountId: SANDBOX,
  ownerRef: TEAM,
  role: {
    name: 'invoices',
    managedPolicyArns: [READ_ONLY, SECOND_POLICY],
    inlinePolicy: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::x' },
      ],
    },
    permissionsBoundaryArn: BOUNDARY,
    maxSessionDuration: 7200,
    tags: { 'cost-center': '42' },
  },
};

const OTHER_LOGIN = `# ${PLANTED_COMMENT}
values:
  other:
    login:
      fn::open::aws-login:
        oidc:
          roleArn: arn:aws:iam::222222222222:role/elsewhere # not the portal's
          sessionName: theirs
  plain: ${PLANTED_VALUE}
  secret:
    fn::secret: ${PLANTED_SECRET}
`;

const FOREIGN_STATEMENT = {
  Sid: 'Theirs',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${DEV}:root` },
  Action: 'sts:AssumeRole',
};

/** Puts a role into the account that the portal doesn't know. */
export function putForeignRole(
  { simulator }: ProvisioningWorld,
  name: string,
  path = '/legacy/',
): void {
  simulator.aws.account(DEV).putRole({
    roleName: name,
    path,
    description: 'Made by hand',
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [FOREIGN_STATEMENT],
    },
    tags: { theirs: 'kept', 'cost-center': '7' },
    attachedPolicies: [READ_ONLY],
    inlinePolicies: {
      theirs: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' },
        ],
      },
    },
  });
}

/** Puts an environment of the team there, with a login of its own. */
export function putEnvironment(
  { simulator }: ProvisioningWorld,
  yaml: string,
): void {
  simulator.pulumi.putEnvironment({
    ...INVOICES,
    yaml,
    tags: { 'esc-trust:owner': TEAM, theirs: 'kept' },
  });
}

const inDev = (more: Partial<ProvisionRequest> = {}): ProvisionRequest => ({
  ...EVERYTHING,
  accountId: DEV,
  ...more,
});

async function provisioned(
  world: ProvisioningWorld,
  request: ProvisionRequest,
): Promise<string> {
  const operation = await world.run(request);
  if (operation.state !== 'succeeded') {
    throw new Error(`${operation.state}: ${operation.error}`);
  }
  return operation.outcome.mappingId!;
}

const adopting = inDev({ adoptRole: true });

/** The portal has nothing there yet. */
export const NEW_PAIRS: Scenario[] = [
  { name: 'a fresh account', prepare: async () => EVERYTHING },
  {
    name: 'a provider with another audience',
    async prepare(world) {
      const { aws, issuer } = world.simulator;
      aws
        .account(SANDBOX)
        .putIdentityProvider({ url: issuer, clientIds: ['aws:other'] });
      putEnvironment(world, '');
      return EVERYTHING;
    },
  },
  {
    name: 'a role to adopt, with foreign statements',
    async prepare(world) {
      putForeignRole(world, 'invoices');
      return adopting;
    },
  },
  {
    name: 'an environment with other logins',
    async prepare(world) {
      putEnvironment(world, OTHER_LOGIN);
      return inDev();
    },
  },
];

/** The role is the portal's already. */
export const KNOWN_ROLES: Scenario[] = [
  {
    name: 'a role of ours that another environment joins',
    async prepare(world) {
      await provisioned(world, {
        ...inDev({ environment: REFUNDS }),
        role: { name: 'invoices', managedPolicyArns: [READ_ONLY] },
      });
      return inDev();
    },
  },
  {
    name: 'a repair',
    async prepare(world) {
      const mappingId = await provisioned(world, inDev());
      const role = world.simulator.aws.account(DEV).role('invoices')!;
      role.assumeRolePolicyDocument = role.assumeRolePolicyDocument
        .replace(/"StringEquals":\{/, '"StringLike":{')
        .replace('payments/invoices', '*');
      const environment = world.simulator.pulumi.environment(
        'acme/payments/invoices',
      )!;
      world.simulator.pulumi.putEnvironment({
        ...INVOICES,
        yaml: environment.yaml.replace('duration: 1h', 'duration: 12h'),
      });
      world.clock.advance(3_600_000);
      return { kind: 'repair', mappingId };
    },
  },
  {
    name: 'removing a role of its own',
    prepare: async world => ({
      kind: 'deprovision',
      mappingId: await provisioned(world, inDev()),
    }),
  },
  {
    name: 'removing a shared role',
    async prepare(world) {
      await provisioned(world, inDev({ environment: REFUNDS }));
      return {
        kind: 'deprovision',
        mappingId: await provisioned(world, inDev()),
      };
    },
  },
  {
    name: 'removing an adopted role',
    async prepare(world) {
      putForeignRole(world, 'invoices');
      return {
        kind: 'deprovision',
        mappingId: await provisioned(world, adopting),
      };
    },
  },
];
