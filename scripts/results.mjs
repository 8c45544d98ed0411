/** Reads what really ran from the result files of Jest and Playwright. */
import { readFileSync, writeFileSync } from 'node:fs';

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A run that left no results has failed. */
const NOTHING_RAN = { passed: 0, failed: 1, skipped: 0 };

/**
 * @returns counts, how many tests passed on each kind of database, and the names
 *   of those that were skipped
 */
export function readJestResults(path) {
  const results = readJson(path);
  if (!results) {
    return {
      counts: NOTHING_RAN,
      databases: { postgres: 0, sqlite: 0 },
      skipped: [],
    };
  }
  const tests = results.testResults.flatMap(file => file.assertionResults);
  const passed = tests.filter(test => test.status === 'passed');
  const passedOn = id =>
    passed.filter(test => test.fullName.includes(id)).length;
  return {
    counts: {
      passed: results.numPassedTests,
      // A file that can't even be loaded has no tests to count.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    },
    databases: {
      postgres: passedOn('POSTGRES_'),
      sqlite: passedOn('SQLITE_'),
    },
    skipped: tests
      .filter(test => test.status === 'pending')
      .map(test => test.fullName),
  };
}

export function readPlaywrightResults(path) {
  const { stats, errors } = readJson(path) ?? {};
  if (!stats) {
    return NOTHING_RAN;
  }
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * Prints the counts as the last line and, when TEST_COUNTS_FILE is set, leaves
 * them there for a script that adds several runs up.
 */
export function reportCounts({ passed, failed, skipped }) {
  if (process.env.TEST_COUNTS_FILE) {
    writeFileSync(
      process.env.TEST_COUNTS_FILE,
      `${passed} ${failed} ${skipped}\n`,
    );
  }
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
}
