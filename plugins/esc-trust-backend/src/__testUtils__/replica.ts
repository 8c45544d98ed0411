import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { DemoData } from '@internal/cloud-simulator';
import { Knex } from 'knex';
import { Assessor } from '../assessment/Assessor';
import { AwsAccounts } from '../aws/AwsAccount';
import { readEscTrustConfig } from '../config/readEscTrustConfig';
import { DatabaseMappingStore } from '../mappings/DatabaseMappingStore';
import { createProvisioning } from '../provisioning/createProvisioning';
import { PulumiCloudClient } from '../pulumi/PulumiCloudClient';
import { Clock } from '../time/Clock';
import { Death, DyingOperationStore } from './DyingOperationStore';
import { KeptLog } from './KeptLog';
import { DEV, READ_ONLY, SANDBOX, SECOND_POLICY, TEAM } from './names';

/** One process of the portal, as far as it provisions. */
export type Replica = ReturnType<typeof createProvisioning> & {
  operations: DyingOperationStore;
};

/** Puts the real parts together. */
export function createReplica(options: {
  config: JsonObject;
  knex: Knex;
  instanceId: string;
  aws: AwsAccounts;
  fetch: typeof fetch;
  clock: Clock;
  log: KeptLog;
  timeoutMs?: number;
  death?: Death;
  onDeath?: () => void;
}): Replica {
  const { knex, clock, aws, log, instanceId } = options;
  const config = readEscTrustConfig(new ConfigReader(options.config));
  const now = () => clock.now();
  const mappings = new DatabaseMappingStore({ knex, now });
  const pulumi = new PulumiCloudClient({
    organizations: config.organizations,
    fetch: options.fetch,
    clock,
    random: () => 0.5,
    timeoutMs: options.timeoutMs,
  });
  const operations = new DyingOperationStore({ knex, clock });
  operations.death = options.death;
  operations.onDeath = options.onDeath;
  const provisioning = createProvisioning({
    knex,
    instanceId,
    config,
    aws,
    pulumi,
    mappings,
    assessor: new Assessor({ pulumi, aws, mappings, config, now }),
    checks: [],
    auditor: log.auditor,
    logger: log.logger,
    clock,
    operations,
  });
  return { ...provisioning, operations };
}

/** The portal's configuration. */
export function configOf(
  demo: Pick<DemoData, 'pulumiTokens' | 'accounts'>,
  provisioning?: JsonObject,
  apiUrl = 'http://pulumi.test',
): JsonObject {
  const { read, write } = demo.pulumiTokens;
  return {
    escTrust: {
      organizations: [
        {
          name: 'acme',
          apiUrl,
          tokens: { read, write },
        },
      ],
      accounts: demo.accounts.map(({ accountId, name }) => ({
        accountId,
        title: name,
      })),
      provisioning: {
        adoptableRoles: ['/legacy/*', '/pulumi-esc/*'],
        allow: [
          {
            ownerRef: TEAM,
            accounts: [DEV, SANDBOX],
            projects: ['acme/payments'],
            managedPolicyArns: [READ_ONLY, SECOND_POLICY],
            inlinePolicies: true,
          },
        ],
        ...provisioning,
      },
    },
  };
}
