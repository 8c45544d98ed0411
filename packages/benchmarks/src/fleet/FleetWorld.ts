import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BackendFigures } from './backendFigures';
import { bundle } from './bundle';
import { FleetBackend } from './FleetBackend';
import { CloudCalls } from './cloudTypes';
import { FleetCloud } from './FleetCloud';
import { FleetDatabase } from './FleetDatabase';
import { FleetPlan, FleetSize } from './FleetPlan';
import { projectRoot } from './projectRoot';
import { seedFleet } from './seedFleet';

const LOOK_MS = 50;
const MOST_SECONDS = 1_800;

/** No source is due by itself while a benchmark runs. */
const NEVER_DUE = { schedule: { frequency: { days: 30 } } };

/** What a cycle over all sources took. */
export interface Cycle extends BackendFigures, CloudCalls {
  seconds: number;
}

/** A fleet in clouds of its own, PostgreSQL, and backends that assess it. */
export class FleetWorld {
  readonly #directory = mkdtempSync(join(tmpdir(), 'esc-trust-fleet-'));
  readonly #stops: Array<() => Promise<void>> = [];
  #program = '';
  readonly plan: FleetPlan;
  cloud!: FleetCloud;
  database!: FleetDatabase;

  /**
   * Starts everything but the backends; a fleet that is registered.
   *
   * @param isCold - nobody has read a definition yet
   */
  static async create(size: FleetSize, isCold = false): Promise<FleetWorld> {
    const world = new FleetWorld(size);
    try {
      await world.#start(isCold);
      return world;
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  private constructor(size: FleetSize) {
    this.plan = new FleetPlan(size);
  }

  async #start(isCold: boolean): Promise<void> {
    const root = projectRoot();
    const { stopOnSignals } = await import(join(root, 'scripts/processes.mjs'));
    const { startPostgres } = await import(join(root, 'scripts/postgres.mjs'));
    stopOnSignals();
    this.#program = await bundle('backendProcess');
    const postgres = await startPostgres(root);
    this.#stops.unshift(() => postgres.stop());
    const cloud = await FleetCloud.start(this.plan.size);
    this.#stops.unshift(() => cloud.stop());
    const database = await FleetDatabase.create(postgres.connectionString);
    this.#stops.unshift(() => database.close());
    await seedFleet(database.knex, this.plan, isCold);
    Object.assign(this, { cloud, database });
  }

  /** Starts one more replica. */
  async startBackend(assessment: object = {}): Promise<FleetBackend> {
    const backend = await FleetBackend.start({
      plan: this.plan,
      program: this.#program,
      url: this.cloud.url,
      connection: this.database.connection,
      directory: this.#directory,
      assessment: { ...NEVER_DUE, ...assessment },
    });
    this.#stops.unshift(() => backend.kill());
    return backend;
  }

  /** Has all sources read, once. */
  async cycle(backend: FleetBackend): Promise<Cycle> {
    await this.cloud.calls();
    await backend.figures();
    const started = performance.now();
    const since = await this.database.makeDue();
    await this.untilRead(since);
    const seconds = (performance.now() - started) / 1_000;
    return {
      seconds,
      ...(await backend.figures()),
      ...(await this.cloud.calls()),
    };
  }

  /** Waits until everybody whom it concerns has been read since. */
  async untilRead(
    since: number,
    concerns: (name: string) => boolean = () => true,
  ): Promise<void> {
    const until = Date.now() + MOST_SECONDS * 1_000;
    while ((await this.database.unread(since)).some(concerns)) {
      if (Date.now() > until) {
        throw new Error(`A cycle took more than ${MOST_SECONDS} s`);
      }
      await sleep(LOOK_MS);
    }
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) {
      await stop();
    }
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
