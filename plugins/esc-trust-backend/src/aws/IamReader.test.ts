import {
  ACCOUNT_ID,
  NEW_ROLE,
  ServedAccount,
  serveAccount,
} from './__testUtils__/servedAccount';

const NEW_DOCUMENT = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
});

describe('IamReader', () => {
  let served: ServedAccount;

  beforeEach(async () => {
    served = await serveAccount();
  });

  afterEach(() => served.stop());

  it('reads who it is', async () => {
    expect(await served.reader.getCaller()).toEqual({
      accountId: ACCOUNT_ID,
      arn: `arn:aws:iam::${ACCOUNT_ID}:user/portal`,
      partition: 'aws',
    });
  });

  it('reads what a managed policy allows', async () => {
    const arn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
    const policy = await served.reader.getManagedPolicy(arn);
    expect(policy?.arn).toBe(arn);
    expect(JSON.parse(policy!.document)).toMatchObject({
      Version: '2012-10-17',
    });
  });

  it('knows what is not there', async () => {
    const { reader } = served;
    expect(
      await reader.getManagedPolicy(
        `arn:aws:iam::${ACCOUNT_ID}:policy/NoSuchPolicy`,
      ),
    ).toBeUndefined();
    expect(await reader.getRole('none')).toBeUndefined();
  });

  it('reads inline policies, decoded', async () => {
    const document = JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::bucket/100%25 of it/*',
      },
    });
    const names = Array.from({ length: 3 }, (_, i) => `policy-${i}`);
    served.account.putRole({
      roleName: 'ours',
      assumeRolePolicyDocument: NEW_ROLE.trustPolicy,
      inlinePolicies: Object.fromEntries(names.map(n => [n, document])),
    });
    expect(await served.reader.listInlinePolicies('ours')).toEqual(
      Object.fromEntries(names.map(n => [n, document])),
    );
  });

  it('leaves out what goes away between two calls', async () => {
    served.account.putRole({
      roleName: 'ours',
      assumeRolePolicyDocument: NEW_ROLE.trustPolicy,
      inlinePolicies: { gone: NEW_DOCUMENT, stays: NEW_DOCUMENT },
    });
    served.simulator.faults.afterCall(({ action }) => {
      if (action === 'ListRolePolicies') {
        served.account.role('ours')!.inlinePolicies.delete('gone');
      }
    });
    expect(Object.keys(await served.reader.listInlinePolicies('ours'))).toEqual(
      ['stays'],
    );
  });

  it('names the call that AWS denies', async () => {
    served.simulator.faults.add({
      kind: 'error',
      name: 'AccessDenied',
      status: 403,
      message: 'not authorized to perform: iam:GetRole',
    });
    await expect(served.reader.getRole('ours')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('AWS denies iam:GetRole in account'),
    });
  });
});
