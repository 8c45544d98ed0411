import { ChildProcess, spawn, StdioOptions } from 'node:child_process';
import { join } from 'node:path';

/** Starts a module of this folder as a process of its own. */
export function startChild(
  name: string,
  env: Record<string, string>,
  stdio: StdioOptions = ['ignore', 'ignore', 'inherit'],
): ChildProcess {
  return spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, name),
    ],
    { env: { ...process.env, ...env }, stdio },
  );
}
