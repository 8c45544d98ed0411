import { FaultKind } from './AccountFaults';

/** What was called of the clouds. */
export interface CloudCalls {
  /** How often, by kind of call. */
  calls: Record<string, number>;
  /** When the lists of each source were begun: epoch milliseconds. */
  listed: Record<string, number[]>;
}

/** What a benchmark can change about the clouds. */
export interface CloudOrder {
  /** Waves of changes that roles have seen. */
  waves?: number;
  /** IAM calls a second, of all accounts; without a limit when null. */
  iamCallsPerSecond?: number | null;
  /** Of each call. */
  latencyMs?: number;
  /** Accounts that can't be read, in percent; healthy without. */
  faults?: Partial<Record<FaultKind, number>> | null;
}
