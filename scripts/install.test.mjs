import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ensureInstalled } from './install.mjs';

const root = mkdtempSync(join(tmpdir(), 'esc-trust-install-'));
after(() => rmSync(root, { recursive: true }));

test('installs only when something that decides it has changed', async () => {
  for (const folder of ['packages/a', 'plugins', 'node_modules']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  for (const file of ['package.json', 'yarn.lock', '.yarnrc.yml']) {
    writeFileSync(join(root, file), '');
  }
  // In place of Yarn: counts how often it is called, and with what.
  const yarn = join(root, 'yarn.cjs');
  const log = join(root, 'calls');
  writeFileSync(
    yarn,
    `require('fs').appendFileSync(${JSON.stringify(
      log,
    )}, process.argv.slice(2).join(' ') + '\\n')`,
  );
  const install = () => ensureInstalled(root, { node: process.execPath, yarn });
  const calls = () => readFileSync(log, 'utf8').trim().split('\n');

  await install();
  await install();
  assert.deepEqual(calls(), ['install --immutable']);
  writeFileSync(join(root, 'packages/a/package.json'), '{}');
  await install();
  await install();
  assert.equal(calls().length, 2);
});
