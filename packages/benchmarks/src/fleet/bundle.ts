import { build } from 'esbuild';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './projectRoot';

const FOLDER = 'packages/benchmarks/src/fleet';
/** From here, everything that is installed is found. */
const OUTPUT = join(
  projectRoot(),
  'node_modules/.cache/esc-trust-bench',
  `${process.pid}`,
);

/**
 * Builds a module of this folder into one file of JavaScript, as production has
 * it: nothing is translated while it runs.
 *
 * @returns the path of the file
 */
export async function bundle(name: string): Promise<string> {
  if (!existsSync(OUTPUT)) {
    mkdirSync(OUTPUT, { recursive: true });
    process.once('exit', () => rmSync(OUTPUT, { recursive: true }));
  }
  const outfile = join(OUTPUT, `${name}.cjs`);
  await build({
    entryPoints: [join(projectRoot(), FOLDER, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    plugins: [
      {
        name: 'only-our-own',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === 'entry-point' || path.startsWith('@internal/')
              ? undefined
              : { path, external: true },
          ),
      },
    ],
  });
  return outfile;
}
