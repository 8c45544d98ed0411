import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import eventsBackend from '@backstage/plugin-events-backend';
import { EventParams, eventsServiceRef } from '@backstage/plugin-events-node';
import { createHmac } from 'node:crypto';
import request from 'supertest';
import eventsModuleEscTrust from './index';

const SECRET = 'only Pulumi Cloud and the portal know this';
const OTHER = 'the secret of another organization';
// Written again by JSON.stringify it would have other bytes.
const BODY = '{"projectName": "payments",\n  "environmentName": "prod"}';

const sign = (body: string, secret = SECRET) =>
  createHmac('sha256', secret).update(body).digest('hex');

describe('the webhook of an organization', () => {
  let stop: () => Promise<void>;
  let http: ReturnType<typeof request>;
  const published: EventParams[] = [];

  beforeAll(async () => {
    const backend = await startTestBackend({
      features: [
        eventsBackend,
        eventsModuleEscTrust,
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => ({
            publish: async params => {
              published.push(params);
            },
            subscribe: async () => {},
          }),
        }),
        mockServices.rootConfig.factory({
          data: {
            escTrust: {
              organizations: [
                { name: 'acme', webhookSecret: SECRET },
                { name: 'other', webhookSecret: OTHER },
                { name: 'silent' },
              ],
            },
          },
        }),
      ],
    });
    http = request(backend.server);
    stop = () => backend.stop();
  });
  afterAll(() => stop());
  beforeEach(() => published.splice(0));

  const post = (
    signature: string | undefined,
    { organization = 'acme', body = BODY } = {},
  ) => {
    const posting = http
      .post(`/api/events/http/esc-trust-pulumi.${organization}`)
      .set('Content-Type', 'application/json');
    return (
      signature === undefined
        ? posting
        : posting.set('Pulumi-Webhook-Signature', signature)
    ).send(body);
  };

  it('takes what Pulumi Cloud has signed, over its very bytes', async () => {
    expect((await post(sign(BODY))).status).toBe(202);
    expect((await post(sign(BODY).toUpperCase())).status).toBe(202);
    expect(published).toMatchObject([
      { topic: 'esc-trust-pulumi.acme', eventPayload: JSON.parse(BODY) },
      { topic: 'esc-trust-pulumi.acme' },
    ]);
  });

  it.each<[string, string | undefined]>([
    ['nothing', undefined],
    ['nothing at all', ''],
    ['the secret of another', sign(BODY, OTHER)],
    ['another body', sign(JSON.stringify(JSON.parse(BODY)))],
    ['half of it', sign(BODY).slice(0, 32)],
    ['more than it', `${sign(BODY)}00`],
    ['what is no hex', 'x'.repeat(64)],
    ['a prefix as others have it', `sha256=${sign(BODY)}`],
  ])('refuses what is signed with %s', async (_, signature) => {
    const response = await post(signature);
    expect(response.status).toBe(403);
    expect(response.text).not.toContain(sign(BODY));
    expect(published).toEqual([]);
  });

  it('takes nothing of one organization in the name of another', async () => {
    const answer = await post(sign(BODY), { organization: 'other' });
    expect(answer.status).toBe(403);
    expect(
      (await post(sign(BODY, OTHER), { organization: 'other' })).status,
    ).toBe(202);
  });

  it('is not there without a secret', async () => {
    const answer = await post(sign(BODY), { organization: 'silent' });
    expect(answer.status).toBe(404);
  });
});
