import { buildSync } from 'esbuild';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { minify_sync } from 'terser';
import { Bench } from './bench';

/** What judges; a page that edits no definition loads nothing else. */
const JUDGING = ['claims', 'trust-policy', 'trust-report'];

/** What others have written, or what portals load anyway. */
const EXTERNAL = ['yaml', '@backstage/*', '@noble/*'];

/**
 * How much the trust engine's own code adds to a browser's download, bundled and
 * minified as portals do it.
 *
 * @remarks Takes no arguments.
 */
export const engineSize: Bench = (_args, say) => {
  say(`what judges: ${compressedKilobytes(JUDGING)} kB`);
  return [
    {
      name: 'engine, minified and compressed',
      value: compressedKilobytes([...JUDGING, 'definition']),
      unit: 'kB',
      goal: { atMost: 30 },
    },
  ];
};

function compressedKilobytes(folders: string[]): number {
  const common = dirname(
    require.resolve('@internal/backstage-plugin-esc-trust-common/package.json'),
  );
  const [bundle] = buildSync({
    stdin: {
      contents: folders
        .map(folder => `export * from './src/${folder}';`)
        .join('\n'),
      resolveDir: common,
      sourcefile: join(common, 'engine.ts'),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    external: EXTERNAL,
  }).outputFiles;
  const { code = '' } = minify_sync(bundle.text, {
    module: true,
    compress: { passes: 3 },
  });
  return gzipSync(code, { level: 9 }).length / 1000;
}
