import {
  OperationStore,
  SignOfLife,
} from '../provisioning/journal/OperationStore';
import { JournalEntry } from '../provisioning/journal/rows';

/** Where a process dies. */
export interface Death {
  /** From 1: at the how many-th entry of the journal. */
  entry: number;
  when: 'before' | 'after';
}

/** What everything in a dead process fails with. */
export class ProcessDied extends Error {}

/** A journal whose process dies at one of its entries. */
export class DyingOperationStore extends OperationStore {
  /** Written so far. */
  entries = 0;
  death: Death | undefined;
  isDead = false;
  /** Ends a real process for good. */
  onDeath: (() => void) | undefined;

  async record(
    held: { id: string; holder: string },
    entry: JournalEntry,
  ): Promise<SignOfLife> {
    this.#breathe();
    this.entries += 1;
    const dies = this.death?.entry === this.entries;
    this.isDead = dies && this.death?.when === 'before';
    this.#breathe();
    const life = await super.record(held, entry);
    this.isDead = dies;
    this.#breathe();
    return life;
  }

  async renew(held: { id: string; holder: string }): Promise<SignOfLife> {
    this.#breathe();
    return super.renew(held);
  }

  #breathe(): void {
    if (this.isDead) {
      this.onDeath?.();
      throw new ProcessDied('The process has died');
    }
  }
}
