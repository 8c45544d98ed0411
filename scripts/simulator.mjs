/** Runs the cloud simulator as a process of its own, straight from TypeScript. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PORTS } from './ports.mjs';
import { startProcess } from './processes.mjs';

const START_TIMEOUT_MS = 60_000;

/**
 * @returns the process and what the simulator says about itself once it
 * listens: `{ url, awsCredentials, pulumiTokens, mappings }`.
 */
export async function startSimulator(root) {
  const require = createRequire(join(root, 'package.json'));
  const simulator = startProcess(
    process.execPath,
    [
      '--enable-source-maps',
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(root, 'packages/cloud-simulator/src/cli.ts'),
      `--port=${PORTS.simulator}`,
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  let timer;
  const ready = await new Promise((resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error('The cloud simulator did not start in time.')),
      START_TIMEOUT_MS,
    );
    // The loader reports every file it reads over the same channel.
    simulator.child.on('message', message => {
      if (typeof message?.url === 'string') {
        resolve(message);
      }
    });
    simulator.exitCode.then(
      code =>
        reject(new Error(`The cloud simulator ended with exit code ${code}.`)),
      reject,
    );
  }).finally(() => clearTimeout(timer));
  return { process: simulator, ready };
}
