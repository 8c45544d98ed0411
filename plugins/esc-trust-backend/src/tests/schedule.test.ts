import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createCloudSimulator,
  loadDemoData,
  serveCloudSimulator,
} from '@internal/cloud-simulator';
import { devNull } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { configFor } from '../__testUtils__/testPortal';
import { escTrustPlugin } from '../plugin';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())('the schedule on %p', id => {
  it('reads every configured account soon after the start', async () => {
    const knex = await databases.init(id);
    const simulator = createCloudSimulator();
    const demo = loadDemoData(simulator);
    const server = await serveCloudSimulator(simulator, { port: 0 });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: server.url,
      // Nothing of this machine's own may lend the portal credentials.
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
    });
    const scheduler = mockServices.scheduler();
    const backend = await startTestBackend({
      features: [
        escTrustPlugin,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.database.factory({ knex }),
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({ data: configFor(demo, server.url) }),
      ],
    });
    const unread = () =>
      knex('esc_trust_sources').whereNull('last_good_at').pluck('name');
    expect(await unread()).toEqual(
      expect.arrayContaining([
        ...demo.accounts.map(({ accountId }) => accountId),
        'acme',
      ]),
    );
    while ((await unread()).length > 0) {
      await wait(200);
      await scheduler.triggerTask('assess-sources');
    }
    const calls = simulator.calls.map(({ action }) => action);
    expect(new Set(calls)).toEqual(
      new Set([
        'AssumeRole',
        'GetOpenIDConnectProvider',
        'ListRoles',
        'GET /api/esc/environments/{org}',
        'GET /api/esc/environments/{org}/{project}/{env}',
      ]),
    );
    await scheduler.triggerTask('configure-sources');
    expect(await unread()).toEqual([]);
    await backend.stop();
    await server.close();
    delete process.env.AWS_ENDPOINT_URL;
  });
});
