import { CloudSimulator } from '@internal/cloud-simulator';

/** Counts how often each thing is created and deleted in both clouds. */
export class Creations {
  readonly created = new Map<string, number>();
  readonly deleted = new Map<string, number>();
  readonly #simulator: CloudSimulator;
  readonly #environments: string[];
  #present: Set<string>;

  /** Begins to count; environments are those of the given names. */
  constructor(simulator: CloudSimulator, environments: string[]) {
    this.#simulator = simulator;
    this.#environments = environments;
    this.#present = this.#look();
    simulator.faults.afterCall(({ write }) => {
      if (write) {
        this.#count();
      }
    });
  }

  #count(): void {
    const now = this.#look();
    const add = (counts: Map<string, number>, name: string) =>
      counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const name of now) {
      if (!this.#present.has(name)) {
        add(this.created, name);
      }
    }
    for (const name of this.#present) {
      if (!now.has(name)) {
        add(this.deleted, name);
      }
    }
    this.#present = now;
  }

  #look(): Set<string> {
    const { aws, pulumi } = this.#simulator;
    return new Set([
      ...aws
        .accounts()
        .flatMap(account => [
          ...account.roles().map(({ arn }) => arn),
          ...[...account.identityProviders.values()].map(({ arn }) => arn),
        ]),
      ...this.#environments.filter(name => pulumi.environment(name)),
    ]);
  }
}
