/**
 * Lets every test of a folder run in the environment that Jest's configuration
 * names: in one of its own, a test couldn't say what it covers.
 *
 *   node scripts/mutation/oneEnvironment.mjs FOLDER
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
for (const name of readdirSync(folder, { recursive: true })) {
  if (name.endsWith('.test.ts')) {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    // As long as before: what is reported of a test names its place.
    const changed = text.replace('/** @jest-environment node */', '/* Node */');
    if (changed !== text) {
      writeFileSync(path, changed);
    }
  }
}
