/** Starts the whole demo: simulator, backend, frontend, example mappings. */
import { join } from 'node:path';
import { signInAsGuest } from './demoClient.mjs';
import { demoEnvironment } from './demoEnvironment.mjs';
import { registerDemoMappings } from './demoMappings.mjs';
import { refuseAccount } from './demoOutage.mjs';
import { PORTS } from './ports.mjs';
import { startProcess } from './processes.mjs';
import { startSimulator } from './simulator.mjs';
import { waitFor } from './waitFor.mjs';

const READY_TIMEOUT_MS = 240_000;
const backendUrl = `http://localhost:${PORTS.backend}`;
const portalUrl = `http://localhost:${PORTS.portal}`;

async function waitUntilReady() {
  for (const [what, url] of [
    ['the backend', `${backendUrl}/.backstage/health/v1/readiness`],
    ['the portal', portalUrl],
  ]) {
    await waitFor(what, READY_TIMEOUT_MS, async () =>
      (await fetch(url)).ok ? true : undefined,
    );
  }
}

/**
 * @returns the addresses, what the simulator said about itself, how the
 * example mappings fare, and `ended`: a promise of the first exit.
 */
export async function startPortal(root) {
  const simulator = await startSimulator(root);
  const backstage = startProcess(
    process.execPath,
    [
      join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'repo',
      'start',
    ],
    { cwd: root, env: demoEnvironment(process.env, simulator.ready) },
  );
  const ended = Promise.race([
    simulator.process.exitCode.then(code => ({ what: 'simulator', code })),
    backstage.exitCode.then(code => ({ what: 'portal', code })),
  ]);
  const ready = (async () => {
    await waitUntilReady();
    const ask = await signInAsGuest(backendUrl);
    const result = await registerDemoMappings(ask, simulator.ready.mappings);
    await refuseAccount(ask, simulator.process);
    return result;
  })();
  const registered = await Promise.race([
    ready,
    ended.then(({ what, code }) => {
      throw new Error(`The ${what} ended with exit code ${code}.`);
    }),
  ]);
  return {
    portalUrl,
    backendUrl,
    simulator: simulator.ready,
    registered,
    ended,
  };
}
