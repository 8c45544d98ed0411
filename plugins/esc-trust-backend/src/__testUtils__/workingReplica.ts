/**
 * A real process of the portal that takes tasks from a test, as from the
 * scaffolder, and looks for operations whose process is gone: until it is
 * killed.
 */
import { OperationRequest } from '@internal/backstage-plugin-esc-trust-common';
import { DemoData } from '@internal/cloud-simulator';
import knexFactory, { Knex } from 'knex';
import { FastClock } from './FastClock';
import { KeptLog } from './KeptLog';
import { MEMBER } from './names';
import { configOf, createReplica } from './replica';
import { SimulatedAwsAccounts } from './SimulatedAwsAccounts';

/** As often as the plugin does. */
const RESUME_MS = 15_000;

/** What the process is told when it starts. */
export interface WorkingOrder {
  database: Knex.PgConnectionConfig;
  url: string;
  demo: Pick<DemoData, 'pulumiTokens' | 'accounts' | 'awsCredentials'>;
  instanceId: string;
  speed: number;
}

/** What it is asked to do. */
export interface Task {
  /** The idempotency key: whoever gets the task a second time says it again. */
  key: string;
  request: OperationRequest;
}

/** What it says about itself and about its tasks. */
export type Answer =
  | { kind: 'ready' }
  | { kind: 'started'; key: string; operationId: string }
  | { kind: 'refused'; key: string; why: string };

const answer = (message: Answer) => process.send!(message);

async function main(order: WorkingOrder): Promise<void> {
  const clock = new FastClock(order.speed);
  clock.rulesTimeouts();
  const { provisioner, runner } = createReplica({
    config: configOf(order.demo, undefined, order.url),
    knex: knexFactory({ client: 'pg', connection: order.database }),
    instanceId: order.instanceId,
    aws: new SimulatedAwsAccounts({
      credentials: order.demo.awsCredentials,
      connection: { endpoint: order.url },
      clock,
    }),
    fetch,
    clock,
    log: new KeptLog(),
  });
  clock.every(RESUME_MS, async () => {
    await runner.resume();
  });
  process.on('message', async ({ key, request }: Task) => {
    try {
      const { operation } = await provisioner.start(request, MEMBER, key);
      answer({ kind: 'started', key, operationId: operation.id });
    } catch (error) {
      answer({ kind: 'refused', key, why: String(error) });
    }
  });
  // Nobody is left to work for.
  process.on('disconnect', () => process.exit(1));
  answer({ kind: 'ready' });
}

main(JSON.parse(process.env.ESC_TRUST_REPLICA!)).catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
