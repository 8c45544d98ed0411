import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { assertLoopbackOnly, loopbackOnly } from './loopbackOnly';

const loopback = 'http://127.0.0.1:7010';

function check(options: {
  awsEndpoint?: string;
  apiUrls?: Array<string | undefined>;
  env?: Record<string, string>;
}) {
  const { awsEndpoint, apiUrls = [loopback], env } = options;
  assertLoopbackOnly(
    mockServices.rootConfig({
      data: {
        escTrust: {
          organizations: apiUrls.map(apiUrl => ({
            name: 'acme',
            ...(apiUrl && { apiUrl }),
          })),
        },
      },
    }),
    { ...(awsEndpoint && { AWS_ENDPOINT_URL: awsEndpoint }), ...env },
  );
}

describe('assertLoopbackOnly', () => {
  it.each(['http://127.0.0.1:7010', 'http://localhost:1', 'http://[::1]:7010'])(
    'accepts %s',
    address => {
      expect(() =>
        check({ awsEndpoint: address, apiUrls: [address, address] }),
      ).not.toThrow();
    },
  );

  it.each([
    undefined,
    '',
    'nonsense',
    'https://iam.amazonaws.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://127.0.0.1@example.com',
    'http://10.0.0.1',
    'http://0.0.0.0:7010',
  ])('refuses the AWS endpoint %p', awsEndpoint => {
    expect(() => check({ awsEndpoint })).toThrow(
      /sets the environment variable AWS_ENDPOINT_URL\./,
    );
  });

  it('refuses an organization without an address, or with a real one', () => {
    expect(() =>
      check({
        awsEndpoint: loopback,
        apiUrls: [undefined, loopback, 'https://api.pulumi.com'],
      }),
    ).toThrow(
      /escTrust\.organizations\[0\]\.apiUrl and escTrust\.organizations\[2\]\.apiUrl/,
    );
  });

  it('refuses an endpoint of one service that leads elsewhere', () => {
    expect(() =>
      check({
        awsEndpoint: loopback,
        env: { AWS_ENDPOINT_URL_IAM: 'https://iam.amazonaws.com' },
      }),
    ).toThrow(/AWS_ENDPOINT_URL_IAM/);
  });
});

describe('loopbackOnly', () => {
  it('keeps the backend from starting', async () => {
    await expect(
      startTestBackend({
        features: [
          loopbackOnly,
          mockServices.rootConfig.factory({
            data: {
              escTrust: {
                organizations: [
                  { name: 'acme', apiUrl: 'https://api.pulumi.com' },
                ],
              },
            },
          }),
        ],
      }),
    ).rejects.toThrow(/simulator on this machine only/);
  });
});
