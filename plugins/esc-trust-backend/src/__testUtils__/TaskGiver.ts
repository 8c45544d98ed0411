import { FastClock } from './FastClock';
import { LEASE_MS } from '../provisioning/journal/OperationStore';
import { OperationRow } from '../provisioning/journal/rows';
import { ProvisioningWorld } from './provisioningWorld';
import { randomFrom } from './randomFrom';
import { randomTask } from './randomTask';
import { ReplicaFleet } from './ReplicaFleet';
import { OperationWithSteps } from './workEnded';
import { Answer, Task } from './workingReplica';

/** So many tasks wait for their end at a time. */
const MOST_OPEN = 5;
const LOST_AFTER_MS = LEASE_MS + 60_000;
const RUNNING = ['pending', 'applying', 'rolling-back'];
const UNKNOWN_CREATOR = /has created (acme\/payments\/\w+): .* delete it there/;

/**
 * Does to processes what the scaffolder does: gives them tasks, and gives those
 * of a process that was killed to another one, with the same key. Keeps watch
 * over the operations that come of it.
 */
export class TaskGiver {
  readonly counts = { tasks: 0, refused: 0, givenAgain: 0, runningAtKills: 0 };
  /** Operations that hadn't ended when they had to. */
  readonly lost: string[] = [];
  /** What each task has started, by its key. */
  readonly started = new Map<string, Set<string>>();
  readonly #open = new Map<string, Task & { operationId?: string }>();
  /** Of operations that a kill may have interrupted. */
  readonly #deadlines = new Map<string, number>();
  /** Tasks that have succeeded. */
  readonly #done: Task[] = [];
  readonly #helped = new Set<string>();
  readonly #starting: Array<Promise<void>> = [];
  readonly #world: ProvisioningWorld;
  readonly #clock: FastClock;
  readonly #random: ReturnType<typeof randomFrom>;

  constructor(options: {
    world: ProvisioningWorld;
    clock: FastClock;
    random: ReturnType<typeof randomFrom>;
  }) {
    this.#world = options.world;
    this.#clock = options.clock;
    this.#random = options.random;
  }

  hear(answer: Exclude<Answer, { kind: 'ready' }>): void {
    const task = this.#open.get(answer.key);
    if (answer.kind === 'started') {
      const ids = this.started.get(answer.key) ?? new Set();
      this.started.set(answer.key, ids.add(answer.operationId));
      if (task) {
        task.operationId = answer.operationId;
      }
    } else if (this.#open.delete(answer.key)) {
      this.counts.refused += 1;
    }
  }

  /** All of them, in the order of their last signs of life. */
  async operations(): Promise<OperationWithSteps[]> {
    const rows = await this.#world
      .knex<OperationRow>('esc_trust_operations')
      .orderBy('updated_at');
    return rows.map(row => ({ ...row, steps: JSON.parse(row.steps) }));
  }

  /**
   * Gives one more task, now and then to two at once, when few are open; and now
   * and then one that has succeeded, as if nobody had heard of it.
   */
  async give(fleet: ReplicaFleet): Promise<void> {
    if (fleet.size === 0) {
      return;
    }
    const done = this.#done.pop();
    if (done && this.#random.chance(0.3)) {
      this.counts.givenAgain += 1;
      fleet.give(this.#random.one(fleet.places()), done);
    }
    if (this.#open.size >= MOST_OPEN) {
      return;
    }
    const request = await randomTask(this.#world, this.#random);
    this.counts.tasks += 1;
    const task = { key: `task ${this.counts.tasks}`, request };
    this.#open.set(task.key, task);
    if (this.#random.chance(0.2)) {
      fleet.places().forEach(place => fleet.give(place, task));
    } else {
      fleet.give(this.#random.one(fleet.places()), task);
    }
  }

  /** Kills one and starts another in its place. */
  async kill(fleet: ReplicaFleet): Promise<void> {
    const keys = await fleet.kill(this.#random.one(fleet.places()));
    for (const { id, state } of await this.operations()) {
      if (RUNNING.includes(state)) {
        this.#deadlines.set(id, this.#clock.now().getTime() + LOST_AFTER_MS);
        this.counts.runningAtKills += 1;
      }
    }
    const next = fleet.start();
    this.#starting.push(next);
    if (fleet.size === 0) {
      await next;
    }
    for (const key of keys) {
      const task = this.#open.get(key);
      if (task) {
        this.counts.givenAgain += 1;
        fleet.give(this.#random.one(fleet.places()), task);
      }
    }
  }

  /**
   * Forgets tasks that have ended, and notes operations that haven't in time.
   *
   * @returns how many operations run
   */
  async watch(): Promise<number> {
    const operations = await this.operations();
    for (const operation of operations) {
      const { id, created_at: createdAt, updated_at: updatedAt } = operation;
      const isRunning = RUNNING.includes(operation.state);
      const end = isRunning ? this.#clock.now() : new Date(updatedAt);
      const deadline =
        this.#deadlines.get(id) ?? Date.parse(createdAt) + LOST_AFTER_MS;
      if (end.getTime() > deadline && !this.lost.includes(id)) {
        this.lost.push(id);
      }
      if (!isRunning) {
        this.#help(operation);
        for (const task of this.#open.values()) {
          if (task.operationId === id) {
            this.#open.delete(task.key);
            if (operation.state === 'succeeded') {
              this.#done.push(task);
            }
          }
        }
      }
    }
    return operations.filter(({ state }) => RUNNING.includes(state)).length;
  }

  /** Resolves when every process that was started is at work. */
  async settle(): Promise<void> {
    await Promise.all(this.#starting);
  }

  /**
   * Does by hand what the one end that a kill can come to asks for: that an
   * environment was created, and nobody knows by whom.
   */
  #help({ id, error }: OperationWithSteps): void {
    const [, environment] = UNKNOWN_CREATOR.exec(error ?? '') ?? [];
    if (environment && !this.#helped.has(id)) {
      this.#helped.add(id);
      this.#world.simulator.pulumi.deleteEnvironment(environment);
    }
  }
}
