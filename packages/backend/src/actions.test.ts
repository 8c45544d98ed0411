import {
  ENDED,
  FAILED,
  LOOKS,
  OTHER_TEAM,
  PLANTED,
  putEnvironment,
  REFUSED,
  Run,
  THEIRS,
} from './__testUtils__/actionRuns';
import { actionTemplate } from './__testUtils__/actionTemplate';
import { PortalClient } from './__testUtils__/PortalClient';
import { Portal, startPortal } from './__testUtils__/startPortal';

jest.setTimeout(120_000);

const nameOf = (title: string) => title.toLowerCase().replace(/\W+/g, '-');
describe('the actions', () => {
  let portal: Portal;
  let other: PortalClient;

  beforeAll(async () => {
    const runs = { ...REFUSED, ...ENDED, ...FAILED, theirs: THEIRS };
    portal = await startPortal(
      { client: 'better-sqlite3', connection: ':memory:' },
      {
        templates: Object.entries(runs).map(([title, one]) =>
          actionTemplate(nameOf(title), one),
        ),
        allow: [
          {
            ownerRef: OTHER_TEAM,
            accounts: ['111111111111'],
            projects: ['acme/payments'],
            managedPolicyArns: [
              'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
              'arn:aws:iam::aws:policy/PowerUserAccess',
            ],
          },
        ],
      },
    );
    other = await portal.signIn('user:default/sam');
    for (const name of ['theirs', 'mine', 'failing', 'stuck']) {
      putEnvironment(portal.simulator, name);
    }
    await run(portal.client, 'theirs', THEIRS);
  });

  afterAll(() => portal?.stop());

  /** @returns its status, when neither log nor outputs told a secret */
  async function run(client: PortalClient, title: string, one: Run) {
    const { simulator } = portal;
    simulator.calls.length = 0;
    one.trouble?.(portal);
    const { status, log, output } = await client.runTemplate(nameOf(title), {});
    simulator.faults.clear();
    const text = [...log, JSON.stringify(output)].join('\n');
    expect(text).toMatch(one.says);
    expect(simulator.secretsIn(text)).toEqual([]);
    expect(PLANTED.filter(planted => text.includes(planted))).toEqual([]);
    return { status, output };
  }

  it('are all tried by another team, but for the look that anybody may take', async () => {
    const { body } = await portal.client.request(
      'GET',
      '/api/scaffolder/v2/actions',
    );
    const ours = body
      .map(({ id }: { id: string }) => id)
      .filter((id: string) => id.startsWith('esc-trust:'));
    const tried = Object.values(REFUSED).map(({ action }) => action);
    expect([...new Set([...tried, ...LOOKS])].sort()).toEqual(ours.sort());
  });

  it.each(Object.entries(REFUSED))(
    'let another team not %s',
    async (title, one) => {
      expect(await run(other, title, one)).toMatchObject({ status: 'failed' });
      const { calls } = portal.simulator;
      expect(calls.filter(({ write }) => write)).toEqual([]);
      expect(calls.filter(({ action }) => /\/open/.test(action))).toEqual([]);
    },
  );

  it('let anybody look', async () => {
    const look = ENDED['an assessment'];
    expect(await run(other, 'an assessment', look)).toMatchObject({
      status: 'completed',
    });
    const { calls } = portal.simulator;
    expect(calls.filter(({ write }) => write)).toEqual([]);
  });

  it.each(Object.entries(ENDED))('tell no secret of %s', async (title, one) => {
    const { status, output } = await run(portal.client, title, one);
    expect(status).toBe('completed');
    expect(Object.keys(output.result as object)).not.toEqual([]);
  });

  it.each(Object.entries(FAILED))(
    'tell no secret of %s',
    async (title, one) => {
      const { status } = await run(portal.client, title, one);
      expect(status).toBe('failed');
    },
  );
});
