import { createHash } from 'node:crypto';

const LONGEST_KEY = 200;

/** What a task's step is known by. */
export interface TaskStep {
  task: { id: string };
  step?: { id?: string };
}

/**
 * Names what a step does to one thing, for `Idempotency-Key`: the same when the
 * scaffolder runs the step again, another for each round of an `each`.
 *
 * @param identity - of the thing, such as account, role and environment
 */
export function taskKey({ task, step }: TaskStep, identity: string[]): string {
  const key = [task.id, step?.id ?? '', ...identity].join(':');
  if (key.length <= LONGEST_KEY) {
    return key;
  }
  // Cut short, two long names could become one.
  const hash = createHash('sha256').update(key).digest('hex');
  return `${key.slice(0, LONGEST_KEY - hash.length - 1)}:${hash}`;
}
