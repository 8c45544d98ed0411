import { Portal, startPortal } from './__testUtils__/startPortal';

jest.setTimeout(120_000);

describe('a visitor, who is in no team', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({
      client: 'better-sqlite3',
      connection: ':memory:',
    });
  });

  afterAll(() => portal.stop());

  const signIn = async () =>
    (
      await fetch(`${portal.url}/api/auth/visitor/refresh`, { method: 'POST' })
    ).json();

  /** @returns the status of each answer */
  async function ask(paths: string[]): Promise<number[]> {
    const { token } = (await signIn()).backstageIdentity;
    const answers = paths.map(path =>
      fetch(`${portal.url}${path}`, {
        headers: { authorization: `Bearer ${token}` },
      }),
    );
    return (await Promise.all(answers)).map(({ status }) => status);
  }

  it('signs in without a word', async () => {
    expect((await signIn()).backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:default/visitor',
      ownershipEntityRefs: ['user:default/visitor'],
    });
  });

  it('sees nothing of ESC Trust', async () => {
    const statuses = await ask([
      '/api/esc-trust/mappings',
      '/api/esc-trust/summary',
      '/api/esc-trust/operations',
      '/api/esc-trust/accounts',
    ]);

    expect(statuses).toEqual([403, 403, 403, 403]);
  });

  it('sees the rest of the portal', async () => {
    const statuses = await ask([
      '/api/catalog/entities/by-name/component/default/payments-api',
      '/api/notifications/status',
      '/api/scaffolder/v2/actions',
    ]);

    expect(statuses).toEqual([200, 200, 200]);
  });
});
