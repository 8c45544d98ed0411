/**
 * Runs the quickest files first, leaves out those without a test that is asked
 * for, and stops at the first failure: a mutant needs no more to be killed.
 */
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { default: TestRunner } = require('jest-runner');

/** What the first run took, in the copy: milliseconds by file and test. */
const TIMES = '.test-times.json';

module.exports = class QuickestFirst extends TestRunner {
  async runTests(tests, watcher, options) {
    const pattern = this._globalConfig.testNamePattern;
    const times =
      pattern && existsSync(TIMES)
        ? JSON.parse(readFileSync(TIMES, 'utf8'))
        : undefined;
    const measured = {};
    let hasFailed = false;
    this.on('test-file-success', ([{ path }, { perfStats, testResults }]) => {
      hasFailed ||= testResults.some(({ status }) => status === 'failed');
      measured[path] = {
        inAll: perfStats.end - perfStats.start,
        tests: testResults.map(({ fullName, duration }) => ({
          fullName,
          duration: duration ?? 0,
        })),
      };
    });
    this.on('test-file-failure', () => {
      hasFailed = true;
    });

    for (const test of times ? inOrder(tests, times, pattern) : tests) {
      await super.runTests([test], watcher, options);
      if (hasFailed && times) {
        return;
      }
    }
    if (!pattern) {
      writeFileSync(TIMES, JSON.stringify(measured));
    }
  }
};

/** The files with a test that is asked for, by what they take. */
function inOrder(files, times, pattern) {
  const isAskedFor = new RegExp(pattern, 'i');
  return files
    .map(file => {
      const { inAll, tests } = times[file.path];
      const others = tests.filter(t => !isAskedFor.test(t.fullName));
      return {
        file,
        isNeeded: others.length < tests.length,
        duration: others.reduce((sum, t) => sum - t.duration, inAll),
      };
    })
    .filter(({ isNeeded }) => isNeeded)
    .sort((a, b) => a.duration - b.duration)
    .map(({ file }) => file);
}
