import { assessTrust } from '@internal/backstage-plugin-esc-trust-common';
import {
  CloudSimulator,
  createCloudSimulator,
  DemoData,
  loadDemoData,
  serveCloudSimulator,
} from '@internal/cloud-simulator';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { BenchDatabase } from '../rest/database';
import { startPortal } from '../rest/portal';

const TOPIC = 'esc-trust-iam';
const READY_MS = 120_000;
const NOW = '2026-01-01T00:00:00.000Z';

/** Both clouds with the demo's data, and a portal that has read them. */
export interface PortalUnderTest {
  simulator: CloudSimulator;
  mappings: Array<DemoData['mappings'][number] & { id: string }>;
  publish(event: object): Promise<void>;
  statusOf(mappingId: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts them, the clouds in this process and the portal in one of its own. */
export async function startPortalUnderTest(
  database: BenchDatabase,
): Promise<PortalUnderTest> {
  const simulator = createCloudSimulator();
  const demo = loadDemoData(simulator);
  const clouds = await serveCloudSimulator(simulator, { port: 0 });
  const portal = await startPortal(database, undefined, {
    server: require.resolve('./server.ts'),
    env: {
      AWS_ENDPOINT_URL: clouds.url,
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    },
    config: configOf(demo, clouds.url),
  });
  const mappings = demo.mappings.map(one => ({ ...one, id: randomUUID() }));
  await register(database, mappings);
  const ask = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${portal.url}${path}`, {
      method,
      headers: { ...portal.headers, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path}: status ${response.status}`);
    }
    return response.json() as Promise<any>;
  };
  const started: PortalUnderTest = {
    simulator,
    mappings,
    publish: event => ask('POST', `/api/events/http/${TOPIC}`, event),
    statusOf: async id =>
      (await ask('GET', `/api/esc-trust/mappings/${id}`)).trust.status,
    stop: async () => {
      await portal.stop();
      await clouds.close();
    },
  };
  await untilRead(started, ask);
  return started;
}

/** As their owners would have done it. */
async function register(
  database: BenchDatabase,
  mappings: PortalUnderTest['mappings'],
): Promise<void> {
  const knex = database.open();
  for (const { id, environment, loginPath, roleArn, ownerRef } of mappings) {
    const report = assessTrust({ environment });
    await knex('esc_trust_mappings').insert({
      id,
      ...environment,
      login_path: loginPath,
      role_arn: roleArn,
      role_name: roleArn.split('/').at(-1),
      consented_role_arn: roleArn,
      account_id: roleArn.split(':')[4],
      owner_ref: ownerRef,
      source: 'registered',
      status: report.status,
      access: report.access,
      exposure: report.exposure.verdict,
      report: JSON.stringify(report),
      created_at: NOW,
      created_by: 'user:default/guest',
      updated_at: NOW,
    });
  }
  await knex.destroy();
}

/** Each account has been read, and each mapping is what it is known for. */
async function untilRead(
  { mappings, statusOf }: PortalUnderTest,
  ask: (method: string, path: string) => Promise<any>,
): Promise<void> {
  for (const { id } of mappings) {
    await ask('POST', `/api/esc-trust/mappings/${id}/assess`);
  }
  const end = performance.now() + READY_MS;
  while (performance.now() < end) {
    const { items } = await ask('GET', '/api/esc-trust/accounts');
    const statuses = await Promise.all(mappings.map(({ id }) => statusOf(id)));
    if (
      items.every((one: { lastGoodAt?: string }) => one.lastGoodAt) &&
      statuses.every((status, index) => status === mappings[index].status)
    ) {
      return;
    }
    await wait(200);
  }
  throw new Error('The portal has not read the clouds in time');
}

function configOf(demo: DemoData, url: string): Record<string, object> {
  return {
    aws: {
      mainAccount: demo.awsCredentials,
      accountDefaults: { roleName: 'esc-trust-portal' },
    },
    events: { http: { topics: [TOPIC] } },
    escTrust: {
      organizations: [
        {
          name: 'acme',
          apiUrl: url,
          tokens: { read: demo.pulumiTokens.read },
        },
      ],
      accounts: demo.accounts.map(({ accountId }) => ({ accountId })),
    },
  };
}
