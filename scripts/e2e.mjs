/**
 * `npm run e2e`: the browser tests, against the portal as `npm start` starts
 * it. With `-- --update-images` the pictures they take replace those in
 * docs/images.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { startDevApp } from './devApp.mjs';
import { startPortal } from './portal.mjs';
import { startProcess, stopAll } from './processes.mjs';
import { readPlaywrightResults, reportCounts } from './results.mjs';

const UPDATE_IMAGES = '--update-images';

export async function e2e(root, args) {
  const chromium = findChromium();
  const directory = mkdtempSync(join(tmpdir(), 'esc-trust-e2e-'));
  process.once('exit', () => rmSync(directory, { recursive: true }));
  const resultsFile = join(directory, 'results.json');

  const portal = await startPortal(root);
  const devAppUrl = await startDevApp(root);
  const code = await startProcess(
    process.execPath,
    [
      join(root, 'node_modules/@playwright/test/cli.js'),
      'test',
      `--config=${join(root, 'e2e/playwright.config.ts')}`,
      ...args.filter(arg => arg !== UPDATE_IMAGES),
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        CHROMIUM_PATH: chromium,
        IMAGES_DIRECTORY: args.includes(UPDATE_IMAGES)
          ? join(root, 'docs/images')
          : directory,
        PORTAL_URL: portal.portalUrl,
        DEV_APP_URL: devAppUrl,
        BACKEND_URL: portal.backendUrl,
        SIMULATOR: JSON.stringify(portal.simulator),
        PLAYWRIGHT_JSON_OUTPUT_FILE: resultsFile,
      },
    },
  ).exitCode;

  await stopAll(); // So that the counts come last.

  const counts = readPlaywrightResults(resultsFile);
  reportCounts(counts);
  return code || (counts.failed > 0 ? 1 : 0);
}
