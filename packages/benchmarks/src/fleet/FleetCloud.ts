import { ChildProcess } from 'node:child_process';
import { Asker } from './asking';
import { bundle } from './bundle';
import { endChild, startChild } from './children';
import { CloudCalls, CloudOrder } from './cloudTypes';
import { FleetSize } from './FleetPlan';

/** IAM, STS and Pulumi Cloud of a fleet, in a process of their own. */
export class FleetCloud {
  readonly #child: ChildProcess;
  readonly #asker: Asker;

  static async start(size: FleetSize): Promise<FleetCloud> {
    const child = startChild(await bundle('cloudProcess'), {
      env: { ESC_TRUST_FLEET: JSON.stringify(size) },
    });
    const asker = new Asker(child);
    return new FleetCloud(child, asker, await asker.ask<string>('url'));
  }

  private constructor(child: ChildProcess, asker: Asker, readonly url: string) {
    this.#child = child;
    this.#asker = asker;
  }

  /** Changes something about the clouds. */
  async order(order: CloudOrder): Promise<void> {
    await this.#asker.ask('order', order);
  }

  /** What was called since it was last asked. */
  async calls(): Promise<CloudCalls> {
    return this.#asker.ask('calls');
  }

  async stop(): Promise<void> {
    await endChild(this.#child);
  }
}

/** How many of the calls are of this kind, such as `iam:`. */
export function sumOf(
  { calls }: Pick<CloudCalls, 'calls'>,
  kind: string,
): number {
  return Object.entries(calls)
    .filter(([name]) => name.startsWith(kind))
    .reduce((sum, [, count]) => sum + count, 0);
}
