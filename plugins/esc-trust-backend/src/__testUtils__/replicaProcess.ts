/**
 * A real process of the portal that dies at one entry of its journal, by
 * SIGKILL: run by a test, with what it needs as JSON in the environment.
 */
import { OperationRequest } from '@internal/backstage-plugin-esc-trust-common';
import { DemoData } from '@internal/cloud-simulator';
import knexFactory from 'knex';
import { Death } from './DyingOperationStore';
import { InstantClock } from './InstantClock';
import { KeptLog } from './KeptLog';
import { MEMBER } from './names';
import { configOf, createReplica } from './replica';
import { SimulatedAwsAccounts } from './SimulatedAwsAccounts';

/** What the process is told. */
export interface ReplicaOrder {
  database: string;
  url: string;
  demo: Pick<DemoData, 'pulumiTokens' | 'accounts' | 'awsCredentials'>;
  instanceId: string;
  startedAt: number;
  request: OperationRequest;
  death: Death;
}

async function main(order: ReplicaOrder): Promise<void> {
  const clock = new InstantClock(order.startedAt);
  const replica = createReplica({
    config: configOf(order.demo, undefined, order.url),
    knex: knexFactory({
      client: 'better-sqlite3',
      connection: { filename: order.database },
      useNullAsDefault: true,
    }),
    instanceId: order.instanceId,
    aws: new SimulatedAwsAccounts({
      credentials: order.demo.awsCredentials,
      connection: { endpoint: order.url },
      clock,
    }),
    fetch,
    clock,
    log: new KeptLog(),
    death: order.death,
    onDeath: () => process.kill(process.pid, 'SIGKILL'),
  });
  await replica.provisioner.start(order.request, MEMBER);
  await replica.runner.settle();
  process.exit(0);
}

main(JSON.parse(process.env.ESC_TRUST_REPLICA!)).catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
