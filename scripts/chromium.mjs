/** The browser of the browser tests and of the benchmark that needs one. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CANDIDATES = ['chromium', 'chromium-browser', 'google-chrome'];

/** @returns the path of CHROMIUM_PATH, or of the first that is installed */
export function findChromium() {
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
    'A browser is needed: install Chromium (Debian: `apt-get install ' +
      'chromium`) or set CHROMIUM_PATH.',
  );
}
