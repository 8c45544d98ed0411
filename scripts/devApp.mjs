/** Starts the plugin's dev app, which needs no backend. */
import { join } from 'node:path';
import { withoutClouds } from './demoEnvironment.mjs';
import { startProcess } from './processes.mjs';
import { waitFor } from './waitFor.mjs';

const PORT = 3200;
const READY_TIMEOUT_MS = 180_000;

/** @returns its address, once it answers */
export async function startDevApp(root) {
  const url = `http://localhost:${PORT}`;
  const devApp = startProcess(
    process.execPath,
    [
      join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'package',
      'start',
    ],
    {
      cwd: join(root, 'plugins/esc-trust'),
      env: {
        ...withoutClouds(process.env),
        NODE_ENV: 'development',
        BROWSER: 'none',
        APP_CONFIG_app_baseUrl: url,
        APP_CONFIG_app_listen_port: String(PORT),
      },
    },
  );
  await Promise.race([
    waitFor('the dev app', READY_TIMEOUT_MS, async () =>
      (await fetch(url)).ok ? true : undefined,
    ),
    devApp.exitCode.then(code => {
      throw new Error(`The dev app ended with exit code ${code}.`);
    }),
  ]);
  return url;
}
