/** What a guard is told of a call that is about to start. */
export interface GuardedCall {
  /** Such as `iam:CreateRole` or `pulumi:UpdateEnvironment`. */
  name: string;
  /** The call ends within this time, with an answer or without. */
  timeoutMs: number;
}

/**
 * Decides whether writes may start: how an operation makes sure that no call
 * of its outlives its lease.
 */
export interface WriteGuard {
  /** Ends waiting between tries, and reads; a write under way ends by itself. */
  signal?: AbortSignal;
  /**
   * Called right before each try of each write. The call starts at once when
   * this resolves; when it rejects, nothing is sent and the write rejects with
   * the same error, unless an earlier try may have had an effect.
   */
  beforeWrite(call: GuardedCall): Promise<void>;
}
