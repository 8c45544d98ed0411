import { TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Account } from '@internal/backstage-plugin-esc-trust-common';
import {
  configFor,
  GUEST,
  startTestPortal,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())('accounts on %p', id => {
  let portal: TestPortal;

  afterEach(() => portal.stop());

  const get = () =>
    portal.http.get('/api/esc-trust/accounts').set('Authorization', GUEST);

  it('are listed with their health, also before anybody has read them', async () => {
    const knex = await databases.init(id);
    portal = await startTestPortal({ knex });
    const { status, body } = await get();
    expect(status).toBe(200);
    const { accounts } = configFor(portal.demo, '').escTrust as any;
    expect(body.items.map((one: Account) => one.accountId)).toEqual(
      accounts.map((one: Account) => one.accountId),
    );

    const at = '2026-01-01T00:00:00.000Z';
    const [{ accountId }] = accounts;
    await knex('esc_trust_sources')
      .where({ kind: 'account', name: accountId })
      .update({
        last_tried_at: at,
        failing_since: at,
        failed_cycles: 2,
        reason: 'AWS refuses',
      });
    expect((await get()).body.items[0]).toMatchObject({
      accountId,
      partition: 'aws',
      lastTriedAt: at,
      failure: { since: at, cycles: 2, reason: 'AWS refuses' },
    });
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
