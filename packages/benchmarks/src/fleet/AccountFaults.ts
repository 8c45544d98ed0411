import { FleetPlan } from './FleetPlan';

/** What may be wrong with an account. */
export type FaultKind = 'denied' | 'hanging' | 'garbage';

/** Which accounts can't be read, and how it shows. */
export class AccountFaults {
  readonly #plan: FleetPlan;
  readonly #percents: Array<[FaultKind, number]>;

  constructor(plan: FleetPlan, percents: Partial<Record<FaultKind, number>>) {
    this.#plan = plan;
    this.#percents = Object.entries(percents) as Array<[FaultKind, number]>;
  }

  /** Undefined when an account is healthy. */
  of(account: number): FaultKind | undefined {
    const { accounts } = this.#plan.size;
    // Spread over the fleet, and exactly as many as said.
    const place = (account * 37) % 100;
    let until = 0;
    for (const [kind, percent] of this.#percents) {
      until += percent;
      if (place < until) {
        return account < accounts ? kind : undefined;
      }
    }
    return undefined;
  }
}
