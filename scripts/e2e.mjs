/**
 * `npm run e2e`: the browser tests, against the portal as `npm start` starts
 * it. With `-- --update-images` the pictures they take replace those in
 * docs/images.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPortal } from './portal.mjs';
import { startProcess, stopAll } from './processes.mjs';
import { readPlaywrightResults, reportCounts } from './results.mjs';

const CANDIDATES = ['chromium', 'chromium-browser', 'google-chrome'];

function findChromium() {
  const { CHROMIUM_PATH: given } = process.env;
  if (given) {
    if (!existsSync(given)) {
      throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`);
    }
    return given;
  }
  for (const name of CANDIDATES) {
    try {
      return String(execFileSync('which', [name], { stdio: 'pipe' })).trim();
    } catch {
      // Not installed: the next.
    }
  }
  throw new Error(
    'The browser tests need Chromium: install it (Debian: `apt-get install ' +
      'chromium`) or set CHROMIUM_PATH.',
  );
}

const UPDATE_IMAGES = '--update-images';

export async function e2e(root, args) {
  const chromium = findChromium();
  const directory = mkdtempSync(join(tmpdir(), 'esc-trust-e2e-'));
  process.once('exit', () => rmSync(directory, { recursive: true }));
  const resultsFile = join(directory, 'results.json');

  const portal = await startPortal(root);
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
