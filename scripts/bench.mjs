/** `npm run bench -- NAME`: a benchmark of packages/benchmarks, from TypeScript. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { startPostgres } from './postgres.mjs';
import { startProcess } from './processes.mjs';

/** They ask for it by this variable. */
const CONNECTION = 'ESC_TRUST_BENCH_POSTGRES';
const ON_POSTGRES = ['event', 'rest', 'rest-fuzz', 'ui'];
const IN_BROWSER = ['ui'];

export async function bench(root, args) {
  const require = createRequire(join(root, 'package.json'));
  const chromium = IN_BROWSER.includes(args[0]) ? findChromium() : undefined;
  const postgres =
    ON_POSTGRES.includes(args[0]) && !process.env[CONNECTION]
      ? await startPostgres(root)
      : undefined;
  const code = await startProcess(
    process.execPath,
    [
      '--enable-source-maps',
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(root, 'packages/benchmarks/src/cli.ts'),
      ...args,
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        ...(postgres ? { [CONNECTION]: postgres.connectionString } : {}),
        ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
      },
    },
  ).exitCode;
  await postgres?.stop();
  return code;
}
