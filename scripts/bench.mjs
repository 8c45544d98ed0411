/** `npm run bench -- NAME`: a benchmark of packages/benchmarks, from TypeScript. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startProcess } from './processes.mjs';

export async function bench(root, args) {
  const require = createRequire(join(root, 'package.json'));
  return startProcess(
    process.execPath,
    [
      '--enable-source-maps',
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(root, 'packages/benchmarks/src/cli.ts'),
      ...args,
    ],
    { cwd: root },
  ).exitCode;
}
