import { ConfigReader } from '@backstage/config';
import { readEscTrustConfig } from './readEscTrustConfig';

const read = (escTrust?: object) =>
  readEscTrustConfig(new ConfigReader(escTrust ? ({ escTrust } as never) : {}));
const organization = { name: 'acme', tokens: { read: 'x' } };

describe('readEscTrustConfig', () => {
  it('allows nothing when nothing is configured', () => {
    expect(read()).toMatchObject({
      organizations: [],
      accounts: [],
      provisioning: { allow: [] },
    });
  });

  it('fills in the public Pulumi Cloud', () => {
    expect(read({ organizations: [organization] }).organizations).toEqual([
      {
        ...organization,
        issuer: 'https://api.pulumi.com/oidc',
        apiUrl: 'https://api.pulumi.com',
        configKey: 'escTrust.organizations[0]',
        tokens: { read: 'x', write: undefined, open: undefined },
      },
    ]);
  });

  it('reads the token for openings', () => {
    const [{ tokens }] = read({
      organizations: [{ name: 'acme', tokens: { open: 'o' } }],
    }).organizations;
    expect(tokens.open).toBe('o');
  });

  it.each([
    [undefined, 'aws'],
    ['aws-us-gov', 'aws-us-gov'],
    ['aws-cn', 'aws-cn'],
  ])('reads the partition %s of an account as %s', (partition, expected) => {
    const [account] = read({
      accounts: [{ accountId: '111111111111', partition }],
    }).accounts;
    expect(account.partition).toBe(expected);
  });

  it.each<[string, object, RegExp]>([
    [
      'an unknown partition',
      { accounts: [{ accountId: '111111111111', partition: 'aws-moon' }] },
      /accounts\[0\]\.partition must be one of aws, aws-us-gov, aws-cn/,
    ],
    [
      'an account without quotes',
      { accounts: [{ accountId: '11111111111' }] },
      /accounts\[0\]\.accountId must have 12 digits/,
    ],
    [
      'an account twice',
      {
        accounts: [
          { accountId: '111111111111' },
          { accountId: '111111111111' },
        ],
      },
      /lists 111111111111 twice/,
    ],
    [
      'an organization twice',
      { organizations: [organization, organization] },
      /lists acme twice/,
    ],
    [
      'a malformed organization',
      { organizations: [{ ...organization, name: 'a/b' }] },
      /organizations\[0\]\.name/,
    ],
    [
      'an issuer without https',
      { organizations: [{ ...organization, issuer: 'http://x/oidc' }] },
      /must be an https URL/,
    ],
    [
      'an issuer with a trailing slash',
      { organizations: [{ ...organization, issuer: 'https://x/oidc/' }] },
      /without a trailing slash/,
    ],
    [
      'a text that is no URL',
      { organizations: [{ ...organization, apiUrl: 'nowhere' }] },
      /apiUrl is not a URL/,
    ],
  ])('refuses %s and names the key', (_, escTrust, message) => {
    expect(() => read(escTrust)).toThrow(message);
  });
});
