import { IAMClient } from '@aws-sdk/client-iam';
import { awsFaults } from '@internal/cloud-simulator';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ACCOUNT_ID,
  ServedAccount,
  serveAccount,
  TRUST_POLICY,
} from './__testUtils__/servedAccount';
import { IamLister } from './IamLister';
import { BrokenConnectionError } from './brokenConnection';
import { parseInTurns } from './parseInTurns';
import { ThrottledError } from './throttling';

const PROVIDER = `arn:aws:iam::${ACCOUNT_ID}:oidc-provider/api.pulumi.com/oidc`;

describe('IamLister', () => {
  let served: ServedAccount;
  let lister: IamLister;

  beforeEach(async () => {
    served = await serveAccount();
    lister = served.lister({ timeoutMs: 2_000 });
  });

  afterEach(() => served.stop());

  it('lists roles by the thousand, without a second call for one of them', async () => {
    served.account.quotas.rolesPerAccount = 5_000;
    for (let i = 0; i < 1_001; i++) {
      served.account.putRole({
        roleName: `role-${String(i).padStart(4, '0')}`,
        path: '/some/path/',
        assumeRolePolicyDocument: TRUST_POLICY,
      });
    }
    const first = await lister.listRoles();
    expect(first.roles).toHaveLength(1_000);
    expect(first.roles[0]).toEqual({
      id: expect.stringMatching(/^AROA/),
      arn: `arn:aws:iam::${ACCOUNT_ID}:role/some/path/role-0000`,
      name: 'role-0000',
      path: '/some/path/',
      trustPolicy: expect.stringMatching(/^%7B/),
      maxSessionDuration: 3600,
    });
    const second = await lister.listRoles({ marker: first.nextMarker });
    expect(second.roles.map(({ name }) => name)).toEqual(['role-1000']);
    expect(second.nextMarker).toBeUndefined();
    expect(served.simulator.calls).toHaveLength(2);
  });

  it('reads an identity provider, or that there is none', async () => {
    expect(await lister.getIdentityProvider(PROVIDER)).toBeUndefined();
    served.account.putIdentityProvider({
      url: 'https://api.pulumi.com/oidc',
      clientIds: ['aws:acme'],
    });
    expect(await lister.getIdentityProvider(PROVIDER)).toMatchObject({
      clientIds: ['aws:acme'],
    });
  });

  it('makes each call once and says when AWS throttles it', async () => {
    served.simulator.faults.add(awsFaults.throttled());
    await expect(lister.listRoles()).rejects.toThrow(ThrottledError);
    expect(served.simulator.calls).toHaveLength(1);
  });

  it('says when the connection broke', async () => {
    served.simulator.faults.add({ kind: 'dropped' });
    await expect(lister.listRoles()).rejects.toThrow(BrokenConnectionError);
    expect(served.simulator.calls).toHaveLength(1);
  });

  it('gives up a call that hangs', async () => {
    served.simulator.faults.add({ kind: 'delay', ms: 60_000 });
    await expect(
      served.lister({ timeoutMs: 50 }).listRoles(),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining("doesn't answer iam:ListRoles"),
    });
  });

  it.each([
    ['a page of somebody else', '<html><body>502</body></html>'],
    ['nothing', ''],
    ['no XML', 'garbage <<<'],
    [
      'half an answer',
      '<ListRolesResponse><ListRolesResult><IsTruncated>false</IsTruncated>',
    ],
    [
      'an answer without a list',
      '<ListRolesResponse><ListRolesResult><IsTruncated>false</IsTruncated></ListRolesResult></ListRolesResponse>',
    ],
    [
      'a role without a policy',
      `<ListRolesResponse><ListRolesResult><IsTruncated>false</IsTruncated><Roles><member><RoleId>AROA</RoleId><Arn>arn:aws:iam::${ACCOUNT_ID}:role/x</Arn></member></Roles></ListRolesResult></ListRolesResponse>`,
    ],
    [
      'another account’s role',
      '<ListRolesResponse><ListRolesResult><IsTruncated>false</IsTruncated><Roles><member><RoleId>AROA</RoleId><AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument><Arn>arn:aws:iam::999999999999:role/x</Arn></member></Roles></ListRolesResult></ListRolesResponse>',
    ],
    [
      'a page that has a next one without saying which',
      '<ListRolesResponse><ListRolesResult><IsTruncated>true</IsTruncated><Roles/></ListRolesResult></ListRolesResponse>',
    ],
  ])('takes %s for no answer', async (_, text) => {
    const { lister: fooled, reader } = served.answering(text);
    const unreadable = {
      name: 'ServiceUnavailableError',
      message: expect.stringContaining("can't be understood"),
    };
    await expect(fooled.listRoles()).rejects.toMatchObject(unreadable);
    await expect(fooled.getIdentityProvider(PROVIDER)).rejects.toMatchObject(
      unreadable,
    );
    // Else a role would seem to be gone.
    await expect(reader.getRole('x')).rejects.toMatchObject(unreadable);
    await expect(reader.getIdentityProvider(PROVIDER)).rejects.toMatchObject(
      unreadable,
    );
  });

  it('takes an empty list for what it is', async () => {
    const { lister: empty } = served.answering(
      '<ListRolesResponse><ListRolesResult><IsTruncated>false</IsTruncated><Roles/></ListRolesResult></ListRolesResponse>',
    );
    expect(await empty.listRoles()).toEqual({ roles: [] });
  });
});

describe('parseInTurns', () => {
  it('lets the event loop turn between two answers', async () => {
    const events: string[] = [];
    const clients = [1, 2, 3].map(() => {
      const client = new IAMClient({
        region: 'us-east-1',
        credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
        requestHandler: {
          handle: async () => ({
            response: {
              statusCode: 200,
              headers: {},
              body: Readable.from([Buffer.from('<a/>')], { objectMode: false }),
            },
          }),
        } as never,
      });
      parseInTurns(client);
      client.middlewareStack.add(
        next => async args => {
          const answer = await next(args);
          events.push('parsed');
          return answer;
        },
        { step: 'deserialize', priority: 'high' },
      );
      return client;
    });
    let counting = true;
    const count = () => {
      if (counting) {
        events.push('turn');
        setImmediate(count);
      }
    };
    const all = Promise.all(
      clients.map(client =>
        new IamLister({
          accountId: ACCOUNT_ID,
          credentialKeys: '',
          iam: client,
          sts: undefined as never,
        })
          .listRoles()
          .catch(() => {}),
      ),
    );
    count();
    await all;
    counting = false;
    await sleep(0);
    expect(events.join(' ')).toMatch(/parsed( turn)+ parsed( turn)+ parsed/);
  });
});
