import {
  Operation,
  OperationRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { leaksIn } from './leaks';
import { ProvisioningWorld } from './provisioningWorld';
import { differences, Snapshot } from './snapshot';

/** What a scenario looks like before, and after it went well. */
export interface Reference {
  before: Snapshot;
  after: Snapshot;
}

/**
 * What is wrong with the end of an operation that something went wrong with:
 * undefined when it has succeeded, has left nothing, or says truly what it has
 * left.
 */
export async function findBrokenPromise(
  world: ProvisioningWorld,
  operation: Operation,
  { before, after }: Reference,
): Promise<string | undefined> {
  const now = await world.snapshot();
  const { state, error = '' } = operation;
  if (state === 'succeeded') {
    const wrong = differences(after, now);
    return wrong.length > 0
      ? `succeeded, but differs: ${wrong.join(', ')}`
      : undefined;
  }
  const left = differences(before, now);
  if (state === 'rolled-back') {
    return left.length > 0
      ? `rolled back (${error}), but left: ${explain(before, now)}`
      : undefined;
  }
  if (left.length === 0) {
    return `needs attention for nothing: ${error}`;
  }
  const untold = left.filter(name => !isTold(name, error));
  return untold.length > 0
    ? `doesn't tell what is left, ${explain(before, now)}: ${error}`
    : undefined;
}

/** Once more, with nothing in the way: it succeeds, and then writes nothing. */
export async function findFailedRetry(
  world: ProvisioningWorld,
  request: OperationRequest,
  { after }: Reference,
): Promise<string | undefined> {
  world.simulator.faults.clear();
  world.simulator.consistency.settle();
  // What was written a moment ago has shown by the next time.
  world.clock.advance(120_000);
  const again = await world.run(request);
  if (again.state !== 'succeeded') {
    return `once more, it is ${again.state}: ${again.error}`;
  }
  const wrong = differences(after, await world.snapshot());
  return wrong.length > 0
    ? `once more, it differs: ${wrong.join(', ')}`
    : undefined;
}

/** What a name in a snapshot is called in messages to people. */
function isTold(name: string, error: string): boolean {
  const [, thing = name] = /^(?:noted|mapping) (.*)$/.exec(name) ?? [];
  const shortName = thing.split('/').at(-1)!;
  return error.includes(thing) || error.includes(` ${shortName} `);
}

function explain(before: Snapshot, now: Snapshot): string {
  return differences(before, now)
    .map(name => `${name} (${before[name]} -> ${now[name]})`)
    .join('; ');
}

/** A secret, or a definition, where it doesn't belong. */
export async function findLeak(
  world: ProvisioningWorld,
): Promise<string | undefined> {
  const leaks = leaksIn(world.simulator, await world.traces());
  return leaks.length > 0 ? `stored or logged: ${leaks}` : undefined;
}
