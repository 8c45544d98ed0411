import { setTimeout as sleep } from 'node:timers/promises';
import type { SimulatorCall } from './calls';

/**
 * A refusal, before any effect.
 *
 * @public
 */
export interface ErrorFault {
  kind: 'error';
  /** AWS's code; Pulumi Cloud answers status and message only. */
  name: string;
  status: number;
  message: string;
  headers?: Record<string, string>;
}

/**
 * What goes wrong with a call.
 *
 * - `error`: refused before any effect.
 * - `lost`: it takes effect, but the connection breaks before the answer.
 * - `dropped`: the connection breaks before any effect.
 * - `delay`: it takes effect, and the answer comes late.
 *
 * @public
 */
export type FaultKind =
  | ErrorFault
  | { kind: 'lost' }
  | { kind: 'dropped' }
  | { kind: 'delay'; ms: number };

/**
 * Which calls meet a fault: those that match everything given.
 *
 * @public
 */
export interface FaultPlace {
  service?: SimulatorCall['service'];
  /** As `CloudSimulator.calls` names it. */
  action?: string;
  /** Only calls that write, or only calls that don't. */
  write?: boolean;
  accountId?: string;
  /** The first to fail of the calls that match from now on. Default: 1. */
  nth?: number;
  /** How many of them fail, that one included. Default: 1. */
  times?: number;
}

/**
 * A fault to come.
 *
 * @public
 */
export type Fault = FaultPlace & FaultKind;

/**
 * A call on its way.
 *
 * @public
 */
export interface PassingCall {
  service: SimulatorCall['service'];
  action: string;
  accountId?: string;
  write: boolean;
  /** From 0: the how many-th call this is, since `clear` at the latest. */
  index: number;
}

/**
 * Told of a call; the call waits for it.
 *
 * @public
 */
export type CallListener<C extends PassingCall = PassingCall> = (
  call: C,
) => void | Promise<void>;

const longestDelay = 60_000;

/** The refusal that a fault asked for. */
export class InjectedError extends Error {
  constructor(readonly fault: ErrorFault) {
    super(fault.message);
  }
}

/** The connection breaks instead of an answer. */
export class BrokenConnection extends Error {}

/**
 * Faults for calls to come, and listeners for exact places in the course of
 * calls. One call meets one fault at most.
 *
 * @public
 */
export class Faults {
  private waiting: Array<{ fault: Fault; skip: number; times: number }> = [];
  private readonly before = new Set<CallListener>();
  private readonly after = new Set<
    CallListener<PassingCall & { refused: boolean }>
  >();
  private count = 0;

  /** Adds a fault: `add({ action: 'CreateRole', kind: 'lost' })`. */
  add(fault: Fault): void {
    const { nth = 1, times = 1 } = fault;
    if (!(nth >= 1) || !(times >= 1)) {
      throw new Error('A fault needs nth and times of at least 1');
    }
    if (
      fault.kind === 'delay' &&
      !(fault.ms >= 0 && fault.ms <= longestDelay)
    ) {
      throw new Error(`A delay has 0 to ${longestDelay} milliseconds`);
    }
    this.waiting.push({ fault, skip: nth - 1, times });
  }

  /** The faults not used up, with what is left of `nth` and `times`. */
  get pending(): Fault[] {
    return this.waiting.map(({ fault, skip, times }) => ({
      ...fault,
      nth: skip + 1,
      times,
    }));
  }

  /**
   * Calls back before every call takes effect, also before its fault is looked
   * for: a listener may add one.
   *
   * @returns A function that ends it.
   */
  onCall(listener: CallListener): () => void {
    this.before.add(listener);
    return () => this.before.delete(listener);
  }

  /**
   * Calls back when a call has taken effect or was refused for a reason of its
   * own, before it is answered. Calls that never got so far (faults `error`
   * and `dropped`) are not told.
   *
   * @returns A function that ends it.
   */
  afterCall(
    listener: CallListener<PassingCall & { refused: boolean }>,
  ): () => void {
    this.after.add(listener);
    return () => this.after.delete(listener);
  }

  /** Forgets all faults and listeners, and counts calls from 0 again. */
  clear(): void {
    this.waiting = [];
    this.before.clear();
    this.after.clear();
    this.count = 0;
  }

  /**
   * Lets a call pass, with the fault that waits for it.
   *
   * @internal
   */
  async pass<T>(call: SimulatorCall, effect: () => T | Promise<T>): Promise<T> {
    const { service, action, accountId, write } = call;
    const index = this.count;
    this.count += 1;
    const passing = { service, action, accountId, write, index };
    await tell(this.before, passing);
    const fault = this.take(passing);
    call.fault = fault?.kind;
    if (fault?.kind === 'error') {
      throw new InjectedError(fault);
    }
    if (fault?.kind === 'dropped') {
      throw new BrokenConnection();
    }
    const [outcome] = await Promise.allSettled([(async () => effect())()]);
    const refused = outcome.status === 'rejected';
    await tell(this.after, { ...passing, refused });
    if (fault?.kind === 'delay') {
      // Not by a clock that a test may have stopped.
      await sleep(fault.ms, undefined, { ref: false });
    }
    if (fault?.kind === 'lost') {
      throw new BrokenConnection();
    }
    if (outcome.status === 'rejected') {
      throw outcome.reason;
    }
    return outcome.value;
  }

  /** Of several faults for one call, the others wait for the next one. */
  private take(call: PassingCall): Fault | undefined {
    let taken: Fault | undefined;
    for (const one of this.waiting.filter(({ fault }) => fits(fault, call))) {
      if (one.skip > 0) {
        one.skip -= 1;
      } else if (!taken) {
        one.times -= 1;
        taken = one.fault;
      }
    }
    this.waiting = this.waiting.filter(({ times }) => times > 0);
    return taken;
  }
}

function fits(fault: FaultPlace, call: PassingCall): boolean {
  return (['service', 'action', 'write', 'accountId'] as const).every(
    key => fault[key] === undefined || fault[key] === call[key],
  );
}

async function tell<C>(
  listeners: Set<(call: C) => void | Promise<void>>,
  call: C,
): Promise<void> {
  for (const listener of [...listeners]) {
    await listener(call);
  }
}
