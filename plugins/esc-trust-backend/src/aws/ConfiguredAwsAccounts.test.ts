import { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { AwsPartition } from '../config/readEscTrustConfig';
import { ConfiguredAwsAccounts } from './ConfiguredAwsAccounts';

const ACCOUNT_ID = '111111111111';
const KEYS = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };

const credentials: AwsCredentialsManager = {
  getCredentialProvider: async () => ({
    sdkCredentialProvider: async () => KEYS,
  }),
};

function accountsIn(partition: AwsPartition, provisioningRoleName?: string) {
  return new ConfiguredAwsAccounts({
    accounts: [{ accountId: ACCOUNT_ID, partition, provisioningRoleName }],
    credentials,
  });
}

describe('ConfiguredAwsAccounts', () => {
  const requests: Array<{
    host: string;
    region: string;
    form: URLSearchParams;
  }> = [];
  const server = setupServer(
    http.post('*', async ({ request }) => {
      const form = new URLSearchParams(await request.text());
      const authorization = request.headers.get('authorization') ?? '';
      requests.push({
        host: new URL(request.url).host,
        region: authorization.split('/')[2],
        form,
      });
      if (form.get('Action') === 'GetRole') {
        return HttpResponse.xml(
          `<ErrorResponse><Error>
             <Type>Sender</Type><Code>NoSuchEntity</Code><Message>No</Message>
           </Error></ErrorResponse>`,
          { status: 404 },
        );
      }
      return HttpResponse.xml(
        form.get('Action') === 'AssumeRole'
          ? `<AssumeRoleResponse><AssumeRoleResult><Credentials>
               <AccessKeyId>ASIATEST</AccessKeyId>
               <SecretAccessKey>s</SecretAccessKey>
               <SessionToken>t</SessionToken>
               <Expiration>2099-01-01T00:00:00Z</Expiration>
             </Credentials></AssumeRoleResult></AssumeRoleResponse>`
          : '<Response/>',
      );
    }),
  );

  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  beforeEach(() => {
    requests.length = 0;
  });
  afterAll(() => server.close());

  it.each<[AwsPartition, string, string]>([
    ['aws', 'iam.amazonaws.com', 'us-east-1'],
    ['aws-us-gov', 'iam.us-gov.amazonaws.com', 'us-gov-west-1'],
    ['aws-cn', 'iam.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
  ])('asks IAM of the partition %s', async (partition, host, region) => {
    const reader = await accountsIn(partition).reader(ACCOUNT_ID);
    await reader.getRole('x');
    expect(requests).toMatchObject([{ host, region }]);
  });

  it('assumes the role for writes in its partition, for writes only', async () => {
    const accounts = accountsIn('aws-us-gov', 'esc-trust-writer');
    await (await accounts.reader(ACCOUNT_ID)).getRole('x');
    expect(requests).toHaveLength(1);
    requests.length = 0;
    const lister = await accounts.lister(ACCOUNT_ID);
    await expect(lister.listRoles()).rejects.toThrow("can't be understood");
    expect(requests.map(r => r.form.get('Action'))).toEqual(['ListRoles']);
    await (await accounts.writer(ACCOUNT_ID)).untagRole('x', ['y']);
    expect(requests.slice(1).map(r => [r.host, r.region])).toEqual([
      ['sts.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
      ['iam.us-gov.amazonaws.com', 'us-gov-west-1'],
    ]);
    expect(requests[1].form.get('RoleArn')).toBe(
      `arn:aws-us-gov:iam::${ACCOUNT_ID}:role/esc-trust-writer`,
    );
  });

  it('shares clients, but not guards', async () => {
    const accounts = accountsIn('aws');
    const guarded = await accounts.writer(ACCOUNT_ID, {
      beforeWrite: async () => {
        throw new Error('the lease is lost');
      },
    });
    const other = await accounts.writer(ACCOUNT_ID);
    await expect(guarded.untagRole('x', ['y'])).rejects.toThrow(
      'the lease is lost',
    );
    await other.untagRole('x', ['y']);
    expect(requests).toHaveLength(1);
  });

  it('lists in the partition, without repeating a call that fails', async () => {
    const accounts = new ConfiguredAwsAccounts({
      accounts: ['111111111111', '222222222222'].map(accountId => ({
        accountId,
        partition: 'aws-cn',
      })),
      credentials,
      listTimeoutMs: 5_000,
    });
    for (const accountId of ['111111111111', '222222222222']) {
      const lister = await accounts.lister(accountId);
      await expect(lister.listRoles()).rejects.toThrow("can't be understood");
    }
    expect(requests).toMatchObject(
      [1, 2].map(() => ({ host: 'iam.cn-north-1.amazonaws.com.cn' })),
    );
  });

  it('knows configured accounts only', async () => {
    const accounts = accountsIn('aws');
    await expect(accounts.reader('222222222222')).rejects.toThrow(
      'The account 222222222222 is not in escTrust.accounts',
    );
    await expect(accounts.lister('222222222222')).rejects.toThrow(
      'The account 222222222222 is not in escTrust.accounts',
    );
    await expect(accounts.writer('222222222222')).rejects.toThrow(
      'The account 222222222222 is not in escTrust.accounts',
    );
  });
});
