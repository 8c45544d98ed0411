import { setTimeout as wait } from 'node:timers/promises';
import { Portal, startPortal } from './__testUtils__/startPortal';

jest.setTimeout(120_000);

describe("the portal's API catalog", () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({
      client: 'better-sqlite3',
      connection: ':memory:',
    });
  });

  afterAll(() => portal?.stop());

  it('shows the document that the backend serves', async () => {
    const entity = '/api/catalog/entities/by-name/api/default/esc-trust';
    let answer = await portal.client.request('GET', entity);
    for (let look = 0; answer.status === 404 && look < 100; look++) {
      await wait(200);
      answer = await portal.client.request('GET', entity);
    }
    expect(answer.status).toBe(200);
    expect(answer.body.spec.type).toBe('openapi');

    const served = await portal.client.request(
      'GET',
      '/api/esc-trust/openapi.json',
    );
    const { servers, ...shown } = JSON.parse(answer.body.spec.definition);
    const { servers: own, ...rest } = served.body;
    expect(shown).toEqual(rest);
    expect(own).toEqual([{ url: '/api/esc-trust' }]);
    // Pages of the portal come from elsewhere.
    expect(servers).toEqual([{ url: expect.stringMatching(/^http:.*trust$/) }]);
  });
});
