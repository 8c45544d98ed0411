import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { EventParams, eventsServiceRef } from '@backstage/plugin-events-node';
import notifications from '@backstage/plugin-notifications-backend';
import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Portal, startPortal } from './__testUtils__/startPortal';

jest.setTimeout(120_000);

const PROD = '222222222222';

/** Takes the place of the notifications plugin, and of whoever wants to know. */
function createListener() {
  const notified: unknown[] = [];
  const heard: EventParams[] = [];
  const feature = createBackendPlugin({
    pluginId: 'notifications',
    register(env) {
      env.registerInit({
        deps: {
          events: eventsServiceRef,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ events, httpAuth, httpRouter }) {
          await events.subscribe({
            id: 'test',
            topics: ['esc-trust.status-changed'],
            onEvent: async event => {
              heard.push(event);
            },
          });
          httpRouter.use(async (req, res) => {
            await httpAuth.credentials(req, { allow: ['service'] });
            const chunks: Buffer[] = [];
            for await (const chunk of req) {
              chunks.push(chunk);
            }
            notified.push(JSON.parse(Buffer.concat(chunks).toString()));
            res.json([]);
          });
        },
      });
    },
  });
  return { notified, heard, feature };
}

describe('the portal hears of changes', () => {
  const listener = createListener();
  const scheduler = mockServices.scheduler();
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(
      { client: 'better-sqlite3', connection: ':memory:' },
      {
        features: [
          listener.feature,
          createServiceFactory({
            service: coreServices.scheduler,
            deps: {},
            factory: () => scheduler,
          }),
        ],
        without: [notifications],
      },
    );
    const { client } = portal;
    const answer = await client.request('POST', '/api/esc-trust/mappings', {
      environment: {
        organization: 'acme',
        project: 'payments',
        name: 'prod-api',
      },
      ownerRef: 'group:default/payments-team',
      entityRefs: ['component:default/payments-api'],
    });
    if (answer.status !== 201) {
      throw new Error(`Not registered: ${JSON.stringify(answer.body)}`);
    }
    // Until every account has been read.
    await until(async () => {
      await scheduler.triggerTask('assess-sources');
      const { body } = await client.request('GET', '/api/esc-trust/accounts');
      return body.items.every((one: any) => one.lastGoodAt) || undefined;
    });
  });

  afterAll(async () => {
    await portal?.stop();
  });

  async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const found = await look();
      if (found !== undefined) {
        return found;
      }
      await wait(50);
    }
  }

  const post = (topic: string, body: string, headers = {}) =>
    fetch(`${portal.url}/api/events/http/${topic}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  const statusIs = (wanted: string) =>
    until(async () => {
      const { body } = await portal.client.request(
        'GET',
        '/api/esc-trust/mappings?environment=acme/payments/prod-api',
      );
      return body.items[0].trust.status === wanted || undefined;
    });

  it('in IAM, and tells owners and whoever listens', async () => {
    const role = portal.simulator.aws.account(PROD).role('payments-prod-api')!;
    role.assumeRolePolicyDocument = role.assumeRolePolicyDocument.replace(
      /prod-api/g,
      'other',
    );
    const answer = await post(
      'esc-trust-iam',
      JSON.stringify({
        source: 'aws.iam',
        account: PROD,
        'detail-type': 'AWS API Call via CloudTrail',
        detail: {
          eventSource: 'iam.amazonaws.com',
          eventName: 'UpdateAssumeRolePolicy',
          requestParameters: { roleName: 'payments-prod-api' },
        },
      }),
    );
    expect(answer.status).toBe(202);
    await statusIs('untrusted');

    await scheduler.triggerTask('announce-changes');
    expect(listener.heard.at(-1)).toMatchObject({
      topic: 'esc-trust.status-changed',
      eventPayload: {
        statusBefore: 'trusted',
        status: 'untrusted',
        mapping: { accountId: PROD, ownerRef: 'group:default/payments-team' },
      },
    });
    expect(listener.notified).toMatchObject([
      {
        recipients: {
          type: 'entity',
          entityRef: 'group:default/payments-team',
        },
        payload: {
          severity: 'high',
          link: expect.stringMatching(
            /^\/catalog\/default\/component\/payments-api\/aws-trust\?mapping=/,
          ),
        },
      },
    ]);
  });

  it('in Pulumi Cloud, when they are signed', async () => {
    const environment = portal.simulator.pulumi.environment(
      'acme/payments/prod-api',
    )!;
    portal.simulator.pulumi.putEnvironment({
      organization: 'acme',
      project: 'payments',
      name: 'prod-api',
      yaml: environment.yaml.replace('payments-prod-api', 'payments-reporting'),
    });
    const body = JSON.stringify({
      projectName: 'payments',
      environmentName: 'prod-api',
    });
    const topic = 'esc-trust-pulumi.acme';
    expect((await post(topic, body)).status).toBe(403);
    portal.simulator.calls.length = 0;
    const signature = createHmac('sha256', 'the-webhook-secret-of-the-demo')
      .update(body)
      .digest('hex');
    const headers = { 'Pulumi-Webhook-Signature': signature };
    expect((await post(topic, body, headers)).status).toBe(202);
    await until(async () => portal.simulator.calls[0]);
    const { body: mapping } = await until(async () => {
      const found = await portal.client.request(
        'GET',
        '/api/esc-trust/mappings?q=payments-reporting',
      );
      return found.body.items.length > 0 ? found : undefined;
    });
    expect(mapping.items[0].environment.name).toBe('prod-api');
  });
});
