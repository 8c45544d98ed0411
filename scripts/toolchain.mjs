/**
 * Provides the Node and the Yarn that the project is built for. Those at hand
 * are used when they fit; otherwise npm fetches them, once, into .toolchain/.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const NODE_MAJORS = ['22', '24'];
const NODE_VERSION = '24.21.0';
const YARN_VERSION = '4.13.0';

/**
 * The npm package that holds the Node binary of this platform. The package
 * `node` would fetch the same one from an install script, which npm may block.
 */
const NODE_PACKAGE = `node-${
  process.platform === 'win32' ? 'win' : process.platform
}-${process.arch}`;

const nodeFits = NODE_MAJORS.includes(process.versions.node.split('.')[0]);

/** The Yarn that runs us (`yarn start`), if it is the right one. */
function runningYarn() {
  const { npm_config_user_agent: agent, npm_execpath: path } = process.env;
  return agent?.startsWith(`yarn/${YARN_VERSION} `) ? path : undefined;
}

/**
 * Fetches one package into a directory of its own, unless it is there in the
 * pinned version, and returns the path of `file` in it.
 */
async function fetchOnce(directory, name, version, file) {
  const path = join(directory, 'node_modules', name);
  const manifest = join(path, 'package.json');
  const isThere =
    existsSync(join(path, file)) &&
    JSON.parse(readFileSync(manifest, 'utf8')).version === version;
  if (!isThere) {
    console.log(`Fetching ${name} ${version} through npm (once) …`);
    if (!(await npmInstall(directory, `${name}@${version}`))) {
      throw new Error(
        `npm could not fetch ${name} ${version}: check the connection to your ` +
          `npm registry, or install Node ${NODE_VERSION} yourself, and run ` +
          'this again.',
      );
    }
  }
  return join(path, file);
}

/** @returns a promise of whether it worked */
function npmInstall(directory, spec) {
  mkdirSync(directory, { recursive: true });
  // Its own root, so that npm doesn't take the project's workspaces for it.
  writeFileSync(join(directory, 'package.json'), '{ "private": true }\n');
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  const args = ['install', spec, '--prefix', directory, '--no-save'].concat(
    ['--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'],
    ['--global=false', '--loglevel=error'],
  );
  return new Promise((resolve, reject) => {
    const child = spawn(npm[0], [...npm.slice(1), ...args], {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', code => resolve(code === 0));
  });
}

/**
 * Headers of another Node, set machine-wide for npm, must not reach native
 * builds; nothing in this project needs any.
 */
function forgetNodeHeaders() {
  for (const name of Object.keys(process.env)) {
    if (name.toLowerCase() === 'npm_config_nodedir') {
      delete process.env[name];
    }
  }
}

/**
 * @returns the paths of `node` and `yarn` (a script for it), whether that Node
 * is the one running now, and the variables that put both first on PATH.
 */
export async function ensureToolchain(root) {
  forgetNodeHeaders();
  const first = [];
  let node = process.execPath;
  if (!nodeFits) {
    node = await fetchOnce(
      join(root, '.toolchain/node'),
      NODE_PACKAGE,
      NODE_VERSION,
      'bin/node',
    );
  }
  first.push(dirname(node));
  let yarn = nodeFits ? runningYarn() : undefined;
  if (!yarn) {
    const directory = join(root, '.toolchain/yarn');
    yarn = await fetchOnce(
      directory,
      '@yarnpkg/cli-dist',
      YARN_VERSION,
      'bin/yarn.js',
    );
    first.push(join(directory, 'node_modules/.bin'));
  }
  return {
    node,
    yarn,
    isRunning: nodeFits,
    env: { PATH: [...first, process.env.PATH].join(delimiter) },
  };
}
