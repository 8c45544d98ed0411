/**
 * Runs a call that is given up after some time, whatever it is waiting for.
 *
 * @param options - `signal` gives it up earlier.
 * @param run - must send nothing once its signal is aborted
 */
export async function within<T>(
  options: { timeoutMs: number; signal?: AbortSignal },
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal
    ? AbortSignal.any([options.signal, timeout])
    : timeout;
  signal.throwIfAborted();
  let onAbort: () => void;
  // Not every part of a call heeds signals; getting credentials doesn't.
  const givenUp = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([run(signal), givenUp]);
  } finally {
    signal.removeEventListener('abort', onAbort!);
  }
}
