import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../fleet/projectRoot';

/** Builds the demo portal's frontend as it is deployed. */
export async function buildApp(): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      join(projectRoot(), 'node_modules/@backstage/cli/bin/backstage-cli'),
      'package',
      'build',
    ],
    {
      cwd: join(projectRoot(), 'packages/app'),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  const output: string[] = [];
  child.stdout.on('data', text => output.push(String(text)));
  child.stderr.on('data', text => output.push(String(text)));
  process.once('exit', () => child.kill('SIGKILL'));
  const [code] = await once(child, 'exit');
  if (code !== 0) {
    throw new Error(`The app can't be built: ${output.join('')}`);
  }
}
