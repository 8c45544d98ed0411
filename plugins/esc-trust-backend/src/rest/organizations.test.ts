import { TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  GUEST,
  startTestPortal,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())('organizations on %p', id => {
  let portal: TestPortal;

  afterEach(() => portal.stop());

  const get = () =>
    portal.http.get('/api/esc-trust/organizations').set('Authorization', GUEST);

  it('are listed with their health, also before anybody has read them', async () => {
    const knex = await databases.init(id);
    portal = await startTestPortal({ knex });
    const acme = { name: 'acme', issuer: 'https://api.pulumi.com/oidc' };
    expect((await get()).body).toMatchObject({ items: [acme] });

    const row = { kind: 'organization', name: 'acme' };
    const at = '2026-01-01T00:00:00.000Z';
    await knex('esc_trust_sources').where(row).delete();
    expect((await get()).body).toEqual({ items: [acme] });
    await knex('esc_trust_sources').insert({
      ...row,
      due_at: 8.64e15,
      last_tried_at: at,
      last_good_at: at,
      failing_since: at,
      failed_cycles: 3,
      reason: 'Pulumi Cloud refuses',
    });
    const { status, body } = await get();
    expect(body).toEqual({
      items: [
        {
          ...acme,
          lastTriedAt: at,
          lastGoodAt: at,
          failure: { since: at, cycles: 3, reason: 'Pulumi Cloud refuses' },
        },
      ],
    });
    expect(status).toBe(200);
  });

  it('need the permission', async () => {
    portal = await startTestPortal({
      knex: await databases.init(id),
      permissions: AuthorizeResult.DENY,
    });
    const { status, body } = await get();
    expect(status).toBe(403);
    expect(body.error.message).toBe(
      'You need the permission esc-trust.role.read',
    );
  });
});
