/**
 * `npm run mutation [-- options]`: changes the trust engine in small ways, and
 * counts how many changes its tests notice. Needs no more than they do.
 *
 *   npm run mutation -- --mutate plugins/esc-trust-common/src/claims/issuer.ts
 *   npm run mutation -- --force   anew, without what earlier runs found
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { withoutClouds } from './demoEnvironment.mjs';
import { startProcess } from './processes.mjs';

export async function mutation(root, args) {
  const require = createRequire(join(root, 'package.json'));
  const stryker = join(
    require.resolve('@stryker-mutator/core/package.json'),
    '../bin/stryker.js',
  );
  return startProcess(
    process.execPath,
    [
      stryker,
      'run',
      join(root, 'scripts/mutation/stryker.config.mjs'),
      ...args,
    ],
    {
      cwd: root,
      env: {
        ...withoutClouds(process.env),
        // The same cases each time, and few: they run for most mutants.
        PROPERTY_RUNS: '200',
        TRUST_SEED: '1',
        CLAIMS_SEED: '1',
      },
    },
  ).exitCode;
}
