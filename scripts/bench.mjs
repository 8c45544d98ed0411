/** `npm run bench -- NAME`: a benchmark of packages/benchmarks, from TypeScript. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startPostgres } from './postgres.mjs';
import { startProcess } from './processes.mjs';

/** They ask for it by this variable. */
const CONNECTION = 'ESC_TRUST_BENCH_POSTGRES';
const ON_POSTGRES = ['event', 'rest', 'rest-fuzz'];

export async function bench(root, args) {
  const require = createRequire(join(root, 'package.json'));
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
      },
    },
  ).exitCode;
  await postgres?.stop();
  return code;
}
