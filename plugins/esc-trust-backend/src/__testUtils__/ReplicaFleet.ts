import { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startChild } from './childProcess';
import { Answer, Task, WorkingOrder } from './workingReplica';

/** One of the processes, with what it was given and hasn't answered yet. */
interface Member {
  child: ChildProcess;
  isReady: boolean;
  /** The keys of all tasks that it was ever given. */
  keys: Set<string>;
}

/** Real processes that work on one database, of which any may be killed. */
export class ReplicaFleet {
  readonly #order: WorkingOrder;
  readonly #onAnswer: (answer: Exclude<Answer, { kind: 'ready' }>) => void;
  readonly #members: Member[] = [];

  constructor(
    order: WorkingOrder,
    onAnswer: (answer: Exclude<Answer, { kind: 'ready' }>) => void,
  ) {
    this.#order = order;
    this.#onAnswer = onAnswer;
  }

  /** How many are at work. */
  get size(): number {
    return this.#ready().length;
  }

  /** The places of those at work. */
  places(): number[] {
    return [...this.#ready().keys()];
  }

  /** Starts one more; resolves when it is at work. */
  async start(): Promise<void> {
    const child = startChild(
      'workingReplica.ts',
      { ESC_TRUST_REPLICA: JSON.stringify(this.#order) },
      ['ignore', 'ignore', 'inherit', 'ipc'],
    );
    const member: Member = { child, isReady: false, keys: new Set() };
    this.#members.push(member);
    await new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error('The process has ended')));
      child.on('message', (answer: Answer) => {
        if (answer.kind === 'ready') {
          member.isReady = true;
          resolve();
        } else {
          this.#onAnswer(answer);
        }
      });
    });
  }

  /** Gives a task to the how many-th of those at work. */
  give(place: number, task: Task): void {
    const { child, keys } = this.#ready()[place];
    keys.add(task.key);
    child.send(task);
  }

  /** @returns the keys of all tasks that it was ever given */
  async kill(place: number): Promise<Set<string>> {
    const member = this.#ready()[place];
    this.#members.splice(this.#members.indexOf(member), 1);
    await end(member);
    return member.keys;
  }

  async killAll(): Promise<void> {
    await Promise.all(this.#members.splice(0).map(end));
  }

  #ready(): Member[] {
    return this.#members.filter(({ isReady }) => isReady);
  }
}

async function end({ child }: Member): Promise<void> {
  if (child.exitCode !== null) {
    throw new Error(`A process has ended by itself: ${child.exitCode}`);
  }
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
