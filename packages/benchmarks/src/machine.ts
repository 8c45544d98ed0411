import { availableParallelism, cpus, totalmem } from 'node:os';

/** The machine that a benchmark runs on, for people. */
export function describeMachine(): string {
  const gib = (totalmem() / 2 ** 30).toFixed(0);
  return `${availableParallelism()} cores of ${
    cpus()[0]?.model ?? 'an unknown kind'
  }, ${gib} GiB, Node ${process.versions.node}`;
}
