import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BenchDatabase } from './database';

const START_MS = 120_000;

/** A backend in a process of its own, and who asks it. */
export interface Portal {
  url: string;
  headers: Record<string, string>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/**
 * Starts it.
 *
 * @param owners - a signed-in user sees the mappings of these only; all when
 *   undefined
 * @param more - another process than the REST benchmark's, and what it is told
 */
export async function startPortal(
  database: BenchDatabase,
  owners?: string[],
  more: { server?: string; config?: object; env?: object } = {},
): Promise<Portal> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const directory = mkdtempSync(join(tmpdir(), 'esc-trust-bench-'));
  const config = join(directory, 'app-config.json');
  writeFileSync(
    config,
    JSON.stringify({ ...configOf(url, port, database), ...more.config }),
  );
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      more.server ?? require.resolve('./server.ts'),
      '--config',
      config,
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        ...more.env,
        ...(owners ? { BENCH_OWNERS: owners.join(',') } : {}),
      },
    },
  );
  const output: string[] = [];
  child.stdout!.on('data', text => output.push(String(text)));
  child.stderr!.on('data', text => output.push(String(text)));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', () => child.kill('SIGKILL'));
  try {
    await untilReady(url, child);
    return { url, headers: await signIn(url), stop };
  } catch (error) {
    await stop();
    throw new Error(`The backend did not start: ${output.join('')}`, {
      cause: error,
    });
  }
}

function configOf(url: string, port: number, database: BenchDatabase): object {
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: database.config,
      logger: {
        overrides: [{ matchers: { type: 'incomingRequest' }, level: 'warn' }],
      },
    },
    auth: {
      providers: {
        guest: {
          userEntityRef: 'user:default/guest',
          dangerouslyAllowOutsideDevelopment: true,
        },
      },
    },
    permission: { enabled: true },
    escTrust: {},
  };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const end = performance.now() + START_MS;
  while (performance.now() < end && child.exitCode === null) {
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`).catch(
      () => undefined,
    );
    if (ready?.ok) {
      return;
    }
    await wait(200);
  }
  throw new Error('It is not ready in time');
}

async function signIn(url: string): Promise<Record<string, string>> {
  const response = await fetch(`${url}/api/auth/guest/refresh`, {
    method: 'POST',
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
  });
  const { backstageIdentity } = (await response.json()) as {
    backstageIdentity: { token: string };
  };
  return { Authorization: `Bearer ${backstageIdentity.token}` };
}
