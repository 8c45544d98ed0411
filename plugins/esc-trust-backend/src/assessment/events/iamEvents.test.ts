import { iamEvent } from './__testUtils__/iamEvent';
import { readIamEvent } from './iamEvents';

const PROD = '222222222222';
const ISSUER = 'https://api.pulumi.com/oidc';
const PROVIDER = `arn:aws:iam::${PROD}:oidc-provider/api.pulumi.com/oidc`;

const read = (payload: unknown) =>
  readIamEvent(payload, { accountIds: [PROD], issuers: [ISSUER] });

describe('an event of IAM', () => {
  it.each([
    'CreateRole',
    'DeleteRole',
    'UpdateAssumeRolePolicy',
    'UpdateRole',
    'TagRole',
    'UntagRole',
  ])('%s touches the role that it names', eventName => {
    expect(
      read(
        iamEvent(PROD, eventName, { roleName: 'api', policyDocument: '{}' }),
      ),
    ).toEqual({
      touched: { kind: 'role', accountId: PROD, roleName: 'api' },
    });
  });

  it.each([
    [
      'AddClientIDToOpenIDConnectProvider',
      { openIDConnectProviderArn: PROVIDER, clientID: 'aws:acme' },
    ],
    [
      'RemoveClientIDFromOpenIDConnectProvider',
      { openIDConnectProviderArn: PROVIDER, clientID: 'aws:acme' },
    ],
    ['DeleteOpenIDConnectProvider', { openIDConnectProviderArn: PROVIDER }],
    ['CreateOpenIDConnectProvider', { url: `${ISSUER}/` }],
    ['CreateOpenIDConnectProvider', { url: 'api.pulumi.com/oidc' }],
  ])('%s touches the identity provider of %j', (eventName, request) => {
    expect(read(iamEvent(PROD, eventName, request))).toEqual({
      touched: { kind: 'identity-provider', accountId: PROD, issuer: ISSUER },
    });
  });

  it.each([
    [
      'of an account that is not configured',
      iamEvent('999999999999', 'DeleteRole', { roleName: 'api' }),
    ],
    [
      'about a call that failed',
      iamEvent(
        PROD,
        'DeleteRole',
        { roleName: 'api' },
        { errorCode: 'AccessDenied' },
      ),
    ],
    [
      'about what no mapping depends on',
      iamEvent(PROD, 'CreateUser', { userName: 'x' }),
    ],
    [
      'about the identity provider of somebody else',
      iamEvent(PROD, 'DeleteOpenIDConnectProvider', {
        openIDConnectProviderArn: `arn:aws:iam::${PROD}:oidc-provider/token.actions.githubusercontent.com`,
      }),
    ],
  ])('%s touches nothing', (_, payload) => {
    expect(read(payload)).toEqual({});
  });

  it.each([
    ['nothing', undefined],
    ['text', 'CreateRole'],
    ['a list', []],
    ['another service', { ...iamEvent(PROD, 'x', {}), source: 'aws.s3' }],
    ['no account', { ...iamEvent(PROD, 'x', {}), account: '../x' }],
    ['no role', iamEvent(PROD, 'DeleteRole', null)],
    ['a strange role', iamEvent(PROD, 'DeleteRole', { roleName: 'a/b' })],
    ['a role that is no name', iamEvent(PROD, 'TagRole', { roleName: ['a'] })],
    ['no provider', iamEvent(PROD, 'DeleteOpenIDConnectProvider', {})],
  ])('that is garbled says so: %s', (_, payload) => {
    expect(read(payload)).toEqual({ garbled: expect.any(String) });
  });
});
