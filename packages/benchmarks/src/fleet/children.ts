import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts a file of JavaScript as a process of its own. */
export function startChild(
  file: string,
  options: {
    args?: string[];
    env?: Record<string, string>;
    /** Of Node. */
    flags?: string[];
  },
): ChildProcess {
  const { args = [], env = {}, flags = [] } = options;
  const child = spawn(process.execPath, [...flags, file, ...args], {
    env: { ...process.env, ...env },
    stdio: [
      'ignore',
      process.env.DEBUG ? 'inherit' : 'ignore',
      'inherit',
      'ipc',
    ],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

/** Ends a process, the hard way unless told otherwise. */
export async function endChild(
  child: ChildProcess,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}
