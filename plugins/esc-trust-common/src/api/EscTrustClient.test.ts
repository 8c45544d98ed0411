import { EscTrustClient } from './EscTrustClient';
import { ProvisionRequest } from './operationTypes';

function clientOf(answer: Response) {
  const calls: Array<{ url: string; init: RequestInit }> = [];
  const client = new EscTrustClient({
    discoveryApi: { getBaseUrl: async id => `http://localhost/api/${id}` },
    fetchApi: {
      fetch: async (url, init) => {
        calls.push({ url: String(url), init: init! });
        return answer;
      },
    },
  });
  return { client, calls };
}

const provision: ProvisionRequest = {
  kind: 'provision',
  environment: { organization: 'acme', project: 'p', name: 'e' },
  accountId: '111111111111',
  ownerRef: 'group:default/team',
};

describe('EscTrustClient', () => {
  it('repeats filters, and encodes what a query must not hold', async () => {
    const { client, calls } = clientOf(Response.json({ items: [] }));
    await client.listMappings({
      entityRef: ['component:default/a'],
      status: ['trusted', 'unknown'],
      limit: 10,
      cursor: undefined,
    });
    expect(calls[0].url).toBe(
      'http://localhost/api/esc-trust/mappings?entityRef=component%3Adefault%2Fa&status=trusted&status=unknown&limit=10',
    );
  });

  it('sends token, key and body where they belong', async () => {
    const { client, calls } = clientOf(Response.json({}));
    await client.startOperation(provision, {
      token: 't',
      idempotencyKey: 'k',
    });
    expect(calls[0].init).toMatchObject({
      method: 'POST',
      headers: {
        Authorization: 'Bearer t',
        'Idempotency-Key': 'k',
        'Content-Type': 'application/json',
      },
    });
    expect(JSON.parse(String(calls[0].init.body))).toEqual({
      ...provision,
      dryRun: false,
    });
  });

  it('never applies when it is asked for a plan', async () => {
    const { client, calls } = clientOf(Response.json({}));
    await client.planOperation({ ...provision, dryRun: false });
    expect(JSON.parse(String(calls[0].init.body)).dryRun).toBe(true);
  });

  it('changes and forgets a mapping', async () => {
    const { client, calls } = clientOf(Response.json({ id: 'a' }));
    await client.changeMapping('a', { ownerRef: 'group:default/x' });
    const forgetting = clientOf(new Response(null, { status: 204 }));
    await expect(forgetting.client.forgetMapping('a/b')).resolves.toBe(
      undefined,
    );
    expect([...calls, ...forgetting.calls]).toMatchObject([
      {
        url: 'http://localhost/api/esc-trust/mappings/a',
        init: { method: 'PATCH', body: '{"ownerRef":"group:default/x"}' },
      },
      {
        url: 'http://localhost/api/esc-trust/mappings/a%2Fb',
        init: { method: 'DELETE', body: undefined },
      },
    ]);
  });

  it('accepts a finding, and withdraws that', async () => {
    const { client, calls } = clientOf(Response.json({ id: 'a' }));
    const request = { reason: 'meant', until: '2027-01-01T00:00:00.000Z' };
    await client.acceptFinding('a', 'f0', request);
    const other = clientOf(Response.json({ id: 'a' }));
    await other.client.withdrawAcceptance('a', 'f0');
    const url = 'http://localhost/api/esc-trust/mappings/a/acceptances/f0';
    expect([...calls, ...other.calls]).toMatchObject([
      { url, init: { method: 'PUT', body: JSON.stringify(request) } },
      { url, init: { method: 'DELETE', body: undefined } },
    ]);
  });

  it('asks for counts and for the history', async () => {
    const counts = clientOf(Response.json({}));
    await counts.client.getSummary({ status: ['trusted'], q: 'a b' });
    const history = clientOf(Response.json({}));
    await history.client.getMappingHistory('a', { limit: 5 });
    expect([...counts.calls, ...history.calls].map(call => call.url)).toEqual([
      'http://localhost/api/esc-trust/summary?status=trusted&q=a+b',
      'http://localhost/api/esc-trust/mappings/a/history?limit=5',
    ]);
  });

  it.each(['assess', 'verify'] as const)(
    'sends %s without a body',
    async what => {
      const { client, calls } = clientOf(Response.json({ id: 'a/b' }));
      await client[`${what}Mapping`]('a/b');
      expect(calls).toMatchObject([
        {
          url: `http://localhost/api/esc-trust/mappings/a%2Fb/${what}`,
          init: { method: 'POST', body: undefined },
        },
      ]);
    },
  );

  it.each([
    [undefined, ''],
    [{}, ''],
    [{ ownerRef: 'group:default/team' }, 'ownerRef=group%3Adefault%2Fteam'],
  ])('asks for the options of %j', async (query, search) => {
    const { client, calls } = clientOf(Response.json({ owners: [] }));
    await client.getProvisioningOptions(query);
    expect(calls[0].url).toBe(
      `http://localhost/api/esc-trust/provisioning-options?${search}`,
    );
  });

  it('asks for organizations, environments and roles', async () => {
    const { client, calls } = clientOf(Response.json({}));
    const asking = () => clientOf(Response.json({}));
    const others = [asking(), asking(), asking(), asking()];
    await client.listOrganizations();
    await others[0].client.listEnvironments({ organization: 'acme', q: 'p/e' });
    await others[1].client.getEnvironment({
      organization: 'acme',
      project: 'p',
      name: 'a/b',
    });
    await others[2].client.listRoles('111111111111', { limit: 5 });
    await others[3].client.getRole('111111111111', 'a+b');
    expect(
      [...calls, ...others.flatMap(one => one.calls)].map(({ url }) =>
        url.replace('http://localhost/api/esc-trust', ''),
      ),
    ).toEqual([
      '/organizations',
      '/environments?organization=acme&q=p%2Fe',
      '/environments/acme/p/a%2Fb',
      '/accounts/111111111111/roles?limit=5',
      '/accounts/111111111111/roles/a%2Bb',
    ]);
  });

  it("rejects with the server's name and sentence", async () => {
    const { client } = clientOf(
      Response.json(
        {
          error: { name: 'NotFoundError', message: 'There is no mapping x' },
          response: { statusCode: 404 },
        },
        { status: 404 },
      ),
    );
    await expect(client.getMapping('x')).rejects.toMatchObject({
      name: 'ResponseError',
      cause: { name: 'NotFoundError', message: 'There is no mapping x' },
    });
  });
});
