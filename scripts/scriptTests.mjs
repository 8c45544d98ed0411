/** Runs the tests of these scripts, with Node's own test runner. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess } from './processes.mjs';

/** @returns how many passed, failed and were skipped; failures are printed */
export async function runScriptTests(root) {
  const folder = join(root, 'scripts');
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.test.mjs'))
    .map(name => join(folder, name));
  const { child, exitCode } = startProcess(
    process.execPath,
    ['--test', '--test-reporter=tap', ...files],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout.on('data', chunk => (output += chunk));
  const code = await exitCode;
  // The runner's own totals, at the end of its report.
  const total = word =>
    Number(output.match(new RegExp(`^# ${word} (\\d+)$`, 'm'))?.[1] ?? 0);
  const counts = {
    passed: total('pass'),
    failed: total('fail') + total('cancelled'),
    skipped: total('skipped') + total('todo'),
  };
  if (code !== 0) {
    console.error(output);
    counts.failed ||= 1;
  }
  console.log(`Tests of the scripts: ${counts.passed} passed.`);
  return counts;
}
