/** What `npm run mutation` changes, and how it runs the tests. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

const ENGINE = 'plugins/esc-trust-common/src';
const PREPARE = 'scripts/mutation/oneEnvironment.mjs';
const CACHE = '.cache/mutation';

/** How the suite runs these tests: one of the projects of Backstage's Jest. */
async function suiteConfig() {
  const { projects } = await require('@backstage/cli/config/jest');
  return projects.find(({ rootDir }) => rootDir.endsWith(ENGINE));
}

const { displayName: _, ...suite } = await suiteConfig();

export default {
  mutate: [
    `${ENGINE}/{claims,trust-policy,trust-report}/**/*.ts`,
    `!${ENGINE}/**/*.test.ts`,
    `!${ENGINE}/**/__testUtils__/**`,
    `!${ENGINE}/**/{index,types}.ts`,
  ],
  // The copy that is changed: the engine, and the document its tests compare.
  ignorePatterns: ['**', `!${ENGINE}/**`, '!docs/findings.md', `!${PREPARE}`],
  tempDirName: `${CACHE}/sandbox`,
  buildCommand: `node ${PREPARE} ${ENGINE}`,

  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  jest: {
    projectType: 'custom',
    // The runner below knows better which tests a mutant needs.
    enableFindRelatedTests: false,
    config: {
      ...suite,
      rootDir: ENGINE,
      testMatch: ['**/{claims,trust-policy,trust-report}/**/*.test.ts'],
      // They take seconds for each mutant, to kill what others have killed.
      testPathIgnorePatterns: ['bruteForce', 'garbage', '/differential'],
      testEnvironment: join(folder, 'jestEnvironment.cjs'),
      runner: join(folder, 'jestRunner.cjs'),
      setupFiles: [join(folder, 'jestSetup.cjs')],
      watchman: false,
    },
  },
  coverageAnalysis: 'perTest',
  // Tables that are read once, when a module is loaded.
  ignoreStatic: true,
  disableTypeChecks: `${ENGINE}/**/*.ts`,
  checkers: [],
  concurrency: 2,
  timeoutFactor: 1,
  timeoutMS: 3_000,
  incremental: true,
  incrementalFile: `${CACHE}/incremental.json`,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  clearTextReporter: { allowColor: true, logTests: false, reportTests: false },
  htmlReporter: { fileName: `${CACHE}/report.html` },
  jsonReporter: { fileName: `${CACHE}/report.json` },
  thresholds: { high: 95, low: 85, break: 85 },
};
