import { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Asker } from './asking';
import { BackendFigures } from './backendFigures';
import { endChild, startChild } from './children';
import { FleetPlan } from './FleetPlan';

/**
 * For a container of 1 GiB, as a deployment sets it: without a limit, Node
 * rather takes memory than it collects garbage.
 */
const HEAP = '--max-old-space-size=512';

/** What a backend needs to know. */
export interface BackendOptions {
  plan: FleetPlan;
  /** The file that starts it. */
  program: string;
  /** Of the clouds. */
  url: string;
  /** Of PostgreSQL. */
  connection: Record<string, unknown>;
  /** For its configuration. */
  directory: string;
  /** `escTrust.assessment` */
  assessment: object;
}

/** A Backstage backend in production mode that holds the plugin. */
export class FleetBackend {
  readonly #child: ChildProcess;
  readonly #asker: Asker;

  /** Resolves when it is at work. */
  static async start(options: BackendOptions): Promise<FleetBackend> {
    const started = performance.now();
    const port = await freePort();
    const file = join(options.directory, `app-config-${port}.json`);
    writeFileSync(file, JSON.stringify(configOf(options, port)), {
      mode: 0o600,
    });
    const child = startChild(options.program, {
      args: ['--config', file],
      flags: [HEAP],
      env: {
        NODE_ENV: 'production',
        AWS_ENDPOINT_URL: options.url,
        AWS_REGION: 'us-east-1',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      },
    });
    await new Promise<void>((resolve, reject) => {
      child.on('message', (message: { isReady?: boolean }) => {
        if (message?.isReady) {
          resolve();
        }
      });
      child.once('exit', code =>
        reject(new Error(`A backend did not start: exit code ${code}`)),
      );
    });
    return new FleetBackend(child, (performance.now() - started) / 1_000);
  }

  private constructor(child: ChildProcess, readonly bootSeconds: number) {
    this.#child = child;
    this.#asker = new Asker(child);
  }

  /** How it has fared since it was last asked. */
  async figures(): Promise<BackendFigures> {
    return this.#asker.ask('figures');
  }

  /** As a crash of the machine would. */
  async kill(): Promise<void> {
    await endChild(this.#child);
  }

  /** As a deployment would. */
  async stop(): Promise<void> {
    await endChild(this.#child, 'SIGTERM');
  }
}

function configOf(
  { plan, url, connection, assessment }: BackendOptions,
  port: number,
): object {
  const { accounts, organizations } = plan.size;
  return {
    app: { baseUrl: 'http://127.0.0.1:3000' },
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      database: { client: 'pg', connection },
    },
    aws: {
      mainAccount: { accessKeyId: 'AKIAMAIN', secretAccessKey: 'secret' },
      accountDefaults: { roleName: 'esc-trust-portal' },
    },
    escTrust: {
      organizations: Array.from({ length: organizations }, (_, index) => ({
        name: plan.organizationOf(index),
        apiUrl: url,
        tokens: { read: 'read-token' },
      })),
      accounts: Array.from({ length: accounts }, (_, index) => ({
        accountId: plan.accountId(index),
      })),
      assessment,
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise(resolve => server.close(resolve));
  return port;
}
