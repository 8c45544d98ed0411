/**
 * Lets the test process end although Backstage keeps timers after a stop: the
 * scaffolder asks forever whether an ended task was cancelled, and connection
 * pools are not closed.
 *
 * @returns a function that puts things right again
 */
export function unrefTimers(): () => void {
  const { setTimeout, setInterval } = global;
  const unref =
    (start: (...args: any[]) => NodeJS.Timeout) =>
    (...args: unknown[]) =>
      start(...args).unref();
  Object.assign(global, {
    setTimeout: unref(setTimeout),
    setInterval: unref(setInterval),
  });
  return () => Object.assign(global, { setTimeout, setInterval });
}
