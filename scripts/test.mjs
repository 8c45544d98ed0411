/** `npm test`: the whole suite (or the given paths) on SQLite and PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withoutClouds } from './demoEnvironment.mjs';
import { startPostgres } from './postgres.mjs';
import { startProcess } from './processes.mjs';
import { runScriptTests } from './scriptTests.mjs';
import { readJestResults, reportCounts } from './results.mjs';

/** The tests ask for this PostgreSQL, `TestDatabases` finds it by this name. */
const CONNECTION = 'BACKSTAGE_TEST_DATABASE_POSTGRES17_CONNECTION_STRING';

/** @returns the variables that lead the tests to a PostgreSQL, and `stop()` */
async function providePostgres(root) {
  if (process.env[CONNECTION]) {
    console.log(`Using the PostgreSQL of ${CONNECTION}.`);
    return { env: {}, stop: async () => {} };
  }
  const started = performance.now();
  const { connectionString, stop } = await startPostgres(root);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`Started a temporary PostgreSQL 17 in ${seconds} s.`);
  return { env: { [CONNECTION]: connectionString }, stop };
}

async function runJest(root, args, env, resultsFile) {
  const cli = join(root, 'node_modules/@backstage/cli/bin/backstage-cli');
  const results = ['--json', `--outputFile=${resultsFile}`, '--maxWorkers=2'];
  return startProcess(
    process.execPath,
    [cli, 'repo', 'test', ...results, ...args],
    {
      cwd: root,
      env: {
        ...withoutClouds(process.env),
        ...env,
        CI: '1',
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
      },
    },
  ).exitCode;
}

export async function test(root, args) {
  const directory = mkdtempSync(join(tmpdir(), 'esc-trust-test-'));
  process.once('exit', () => rmSync(directory, { recursive: true }));
  const resultsFile = join(directory, 'results.json');

  const postgres = await providePostgres(root);
  const code = await runJest(root, args, postgres.env, resultsFile);
  await postgres.stop();

  const { counts, databases, skipped } = readJestResults(resultsFile);
  for (const name of skipped) {
    console.log(`Skipped: ${name}`);
  }
  const mustCoverBoth = args.length === 0;
  if (mustCoverBoth || databases.sqlite + databases.postgres > 0) {
    console.log(
      `Database tests passed: ${databases.sqlite} on SQLite, ` +
        `${databases.postgres} on PostgreSQL.`,
    );
  }
  if (mustCoverBoth && !(databases.sqlite && databases.postgres)) {
    console.error('No test passed on one of them: this run fails.');
    counts.failed += 1;
  }
  if (mustCoverBoth) {
    for (const [kind, count] of Object.entries(await runScriptTests(root))) {
      counts[kind] += count;
    }
  }
  reportCounts(counts);
  return code || (counts.failed > 0 ? 1 : 0);
}
