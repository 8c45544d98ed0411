/**
 * Child processes that never outlive us. Each gets its own process group, so
 * that stopping it reaches whatever it started in turn.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const running = new Set();

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

/**
 * @param options - those of `spawn` (`stdio` is inherited, without input,
 * unless given) and `patience`: the milliseconds it may take to stop.
 * @returns the child, `exitCode` (a promise; 128 + n after signal n) and
 * `stop(signal)`, which resolves when the whole group is gone.
 */
export function startProcess(command, args, options = {}) {
  const { patience = 10_000, ...spawnOptions } = options;
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    ...spawnOptions,
    detached: true,
  });
  const exitCode = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + constants.signals[signal]),
    );
  });
  const started = {
    child,
    exitCode,
    async stop(signal = 'SIGTERM') {
      if (child.pid === undefined) {
        return;
      }
      signalGroup(child.pid, signal);
      const timer = setTimeout(
        () => signalGroup(child.pid, 'SIGKILL'),
        patience,
      );
      await exitCode.catch(() => undefined);
      clearTimeout(timer);
      // Whoever of the group ignored the signal.
      signalGroup(child.pid, 'SIGKILL');
    },
  };
  running.add(started);
  exitCode.catch(() => undefined).then(() => running.delete(started));
  return started;
}

/** Stops everything that is still running. */
export async function stopAll() {
  await Promise.all([...running].map(started => started.stop()));
}

let stopping = false;

/** True once a signal has told us to stop: what ends now, ends as it should. */
export function isStopping() {
  return stopping;
}

async function stopFor(signal) {
  if (stopping) {
    return;
  }
  stopping = true;
  await stopAll();
  process.exit(128 + constants.signals[signal]);
}

/** Ctrl-C, a closed terminal or `kill` stop all children, then us. */
export function stopOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => stopFor(signal));
  }
  process.on('exit', () => {
    for (const { child } of running) {
      signalGroup(child.pid, 'SIGKILL');
    }
  });
  // npm runs us through a shell, which dies of a signal without passing it on.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => {
      if (process.ppid !== parent) {
        stopFor('SIGTERM');
      }
    }, 500).unref();
  }
}
