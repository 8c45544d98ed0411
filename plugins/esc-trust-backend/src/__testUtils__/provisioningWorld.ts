import { JsonObject } from '@backstage/types';
import {
  Operation,
  OperationRequest,
  Plan,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  CloudSimulator,
  createCloudSimulator,
  DemoData,
  loadDemoData,
} from '@internal/cloud-simulator';
import { Knex } from 'knex';
import { Caller } from '../access/ownership';
import { readInstanceId } from '../database';
import { LEASE_MS } from '../provisioning/journal/OperationStore';
import { Death } from './DyingOperationStore';
import { fetchFrom, requestHandlerFrom } from './inProcessCalls';
import { InstantClock } from './InstantClock';
import { KeptLog } from './KeptLog';
import { configOf, createReplica, Replica } from './replica';
import { MEMBER } from './names';
import { SimulatedAwsAccounts } from './SimulatedAwsAccounts';
import { Snapshot, takeSnapshot } from './snapshot';

/** Those that tests make; the demo has none of these names. */
const NEW_ENVIRONMENTS = [
  'invoices',
  'refunds',
  'ledger',
  'orders',
  'billing',
  'archive',
  'exports',
  'alerts',
  'meters',
  'tickets',
].map(name => `acme/payments/${name}`);

/** What a world starts without; what belongs to a mapping goes with it. */
export const TABLES = [
  'esc_trust_mapping_entities',
  'esc_trust_mappings',
  'esc_trust_roles',
  'esc_trust_leases',
  'esc_trust_operations',
];

/** Where the portal keeps what it knows. */
export const ALL_TABLES = [
  ...TABLES,
  'esc_trust_acceptances',
  'esc_trust_account_roles',
  'esc_trust_findings',
  'esc_trust_history',
  'esc_trust_identity_providers',
  'esc_trust_notices',
  'esc_trust_touched',
  'esc_trust_environment_imports',
  'esc_trust_environments',
  'esc_trust_search_terms',
  'esc_trust_sources',
];
/** An operation that needs more processes than this never ends. */
const MOST_PROCESSES = 12;
const ENDS = ['succeeded', 'rolled-back', 'needs-attention'];

/** How a world is made. */
export interface WorldOptions {
  knex: Knex;
  /** Overrides parts of `escTrust.provisioning`. */
  provisioning?: JsonObject;
  /** Milliseconds, really. */
  callTimeoutMs?: number;
}

/**
 * Both clouds with the demo's data, a database, and one process of the portal
 * that provisions: all in this process, and without any waiting.
 */
export class ProvisioningWorld {
  readonly simulator: CloudSimulator;
  readonly demo: DemoData;
  readonly clock = new InstantClock();
  readonly log = new KeptLog();
  readonly knex: Knex;
  readonly #options: WorldOptions;
  readonly instanceId: string;
  readonly #environments: ReadonlySet<string>;
  readonly #ciphertexts: string[] = [];
  readonly #aws: SimulatedAwsAccounts;
  replica: Replica;

  /** Forgets what an earlier world has left in the database. */
  static async create(options: WorldOptions): Promise<ProvisioningWorld> {
    for (const table of TABLES) {
      await options.knex(table).delete();
    }
    return new ProvisioningWorld(options, await readInstanceId(options.knex));
  }

  private constructor(options: WorldOptions, instanceId: string) {
    this.#options = options;
    this.instanceId = instanceId;
    this.knex = options.knex;
    this.simulator = withoutStacks(createCloudSimulator);
    this.demo = loadDemoData(this.simulator);
    const { callTimeoutMs: timeoutMs } = options;
    this.#aws = new SimulatedAwsAccounts({
      credentials: this.demo.awsCredentials,
      connection: { requestHandler: requestHandlerFrom(this.simulator) },
      clock: this.clock,
      timeoutMs,
    });
    this.#environments = new Set([
      ...NEW_ENVIRONMENTS,
      ...[...this.demo.mappings, ...this.demo.foreign].map(
        ({ environment: { organization, project, name } }) =>
          `${organization}/${project}/${name}`,
      ),
    ]);
    this.replica = this.startReplica();
  }

  /** Starts another process over the same database. */
  startReplica(
    death?: Death,
    provisioning = this.#options.provisioning,
  ): Replica {
    const { simulator, demo, clock, knex, log } = this;
    return createReplica({
      config: configOf(demo, provisioning),
      aws: this.#aws,
      fetch: fetchFrom(simulator),
      timeoutMs: this.#options.callTimeoutMs,
      instanceId: this.instanceId,
      clock,
      knex,
      log,
      death,
    });
  }

  /** The process that tests talk to gives way to another one. */
  restart(death?: Death, provisioning?: JsonObject): void {
    this.replica = this.startReplica(death, provisioning);
  }

  plan(request: OperationRequest, caller = MEMBER): Promise<Plan> {
    return this.replica.provisioner.plan(request, caller);
  }

  /** Starts an operation and sees it through, whatever becomes of processes. */
  async run(
    request: OperationRequest,
    options: { caller?: Caller; key?: string } = {},
  ): Promise<Operation> {
    const { operation } = await this.start(request, options);
    return this.finish(operation.id);
  }

  async start(
    request: OperationRequest,
    options: { caller?: Caller; key?: string } = {},
  ) {
    const { caller = MEMBER, key } = options;
    return this.replica.provisioner.start(request, caller, key);
  }

  /** Waits for the end; when the process dies, another one goes on. */
  async finish(id: string): Promise<Operation> {
    for (let processes = 1; processes <= MOST_PROCESSES; processes++) {
      await this.replica.runner.settle();
      const operation = (await this.replica.operations.get(id))!;
      if (ENDS.includes(operation.state)) {
        return operation;
      }
      this.clock.advance(LEASE_MS);
      this.restart();
      await this.replica.runner.resume();
    }
    throw new Error(`The operation ${id} never ends`);
  }

  /** The calls that change something since the last time, by their names. */
  takeWrites(): string[] {
    const writes = this.simulator.calls
      .filter(call => call.write)
      .map(call => call.action);
    this.simulator.calls.length = 0;
    return writes;
  }

  snapshot(): Promise<Snapshot> {
    return takeSnapshot(
      this.simulator,
      this.knex,
      [...this.#environments],
      this.#ciphertexts,
    );
  }

  /** Everything that the portal has stored, told or logged, as one text. */
  async traces(): Promise<string> {
    const rows = await Promise.all(
      ALL_TABLES.map(table => this.knex(table).select()),
    );
    return JSON.stringify([rows, this.log.lines, this.log.events]);
  }
}

/** Each handler of msw notes where it was made, which takes its time. */
function withoutStacks<T>(make: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
