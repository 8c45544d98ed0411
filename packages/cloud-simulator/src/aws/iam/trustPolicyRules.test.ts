import { pulumiTrust } from '../../__testUtils__/cloud';
import type { AwsError } from '../errors';
import { checkTrustPolicy } from './trustPolicyRules';

const accountId = '111111111111';
const scope = { maxLength: 2048, principalExists: () => true };

const refusal = (text: string, over: Partial<typeof scope> = {}) => {
  try {
    checkTrustPolicy(text, { ...scope, ...over });
  } catch (error) {
    const { code, message, status } = error as AwsError;
    return { code, message, status };
  }
  return undefined;
};
const aud = { StringEquals: { 'api.pulumi.com/oidc:aud': 'aws:acme' } };
const withStatement = (over: object) => pulumiTrust(accountId, aud, over);

it.each<[string, string]>([
  ['the usual shape', pulumiTrust(accountId)],
  ['sts:*', withStatement({ Action: 'sts:*' })],
  [
    'NotAction',
    withStatement({ Action: undefined, NotAction: ['sts:AssumeRole'] }),
  ],
  [
    'a list with sts:TagSession',
    withStatement({
      Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
    }),
  ],
  ['AWS *', withStatement({ Principal: { AWS: '*' } })],
  ['a service', withStatement({ Principal: { Service: 'ec2.amazonaws.com' } })],
  ['an account', withStatement({ Principal: { AWS: accountId } })],
  ['no version', pulumiTrust(accountId).replace('"Version":"2012-10-17",', '')],
])('accepts %s', (_, text) => {
  expect(refusal(text)).toBeUndefined();
});

describe('MalformedPolicyDocument', () => {
  it.each<[string, string, string]>([
    ['no JSON', '{', 'This policy contains invalid Json'],
    [
      'duplicate keys',
      pulumiTrust(accountId).replace('"Effect":', '"Effect":"Deny","Effect":'),
      'This policy contains invalid Json',
    ],
    [
      'an unknown element',
      withStatement({ Effekt: 'x' }),
      'Syntax errors in policy.',
    ],
    [
      'an unknown version',
      pulumiTrust(accountId).replace('2012-10-17', '2020-01-01'),
      'Syntax errors in policy.',
    ],
    ['no statement', '{"Version":"2012-10-17"}', 'Syntax errors in policy.'],
    [
      'an effect in another case',
      withStatement({ Effect: 'allow' }),
      'Invalid effect: allow',
    ],
    [
      'no principal',
      withStatement({ Principal: undefined }),
      'Missing required field Principal',
    ],
    [
      'Principal "*"',
      withStatement({ Principal: '*' }),
      'Principal must be a JSON object.',
    ],
    [
      'Federated *',
      withStatement({ Principal: { Federated: '*' } }),
      'Federated principals must be valid domain names or SAML metadata ARNs',
    ],
    [
      'NotPrincipal',
      withStatement({ NotPrincipal: { AWS: '*' } }),
      'AssumeRole policy must not contain NotPrincipal field.',
    ],
    [
      'Resource',
      withStatement({ Resource: '*' }),
      'Has prohibited field Resource',
    ],
    [
      'Action *',
      withStatement({ Action: '*' }),
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      'an action of another service',
      withStatement({ Action: 's3:GetObject' }),
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      'no action',
      withStatement({ Action: undefined }),
      'Missing required field Action',
    ],
    [
      'an unknown operator',
      pulumiTrust(accountId, { ...aud, StringFoo: {} }),
      'Invalid Condition type : StringFoo',
    ],
    [
      'a Sid with a dash',
      withStatement({ Sid: 'a-b' }),
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    ],
  ])('%s', (_, text, message) => {
    expect(refusal(text)).toEqual({
      code: 'MalformedPolicyDocument',
      message,
      status: 400,
    });
  });

  it('two statements with one Sid', () => {
    const { Statement } = JSON.parse(withStatement({ Sid: 'One' }));
    const twice = JSON.stringify({ Statement: [...Statement, ...Statement] });
    expect(refusal(twice)?.message).toBe(
      'Statement IDs (SID) in a single policy must be unique.',
    );
  });

  it('a principal that does not exist', () => {
    const arn = 'arn:aws:iam::111111111111:user/nobody';
    const text = withStatement({ Principal: { AWS: arn } });
    expect(refusal(text, { principalExists: () => false })?.message).toBe(
      `Invalid principal in policy: "AWS":"${arn}"`,
    );
  });
});

describe('shared issuer: the audience has to be tested', () => {
  const key = 'api.pulumi.com/oidc:aud';
  it.each<[string, object, boolean]>([
    ['StringEquals', { StringEquals: { [key]: 'aws:acme' } }, true],
    ['StringLike', { StringLike: { [key]: 'aws:acme*' } }, true],
    [
      'key in another case',
      { StringEquals: { [key.toUpperCase()]: 'x' } },
      true,
    ],
    ['IfExists [S]', { StringEqualsIfExists: { [key]: 'x' } }, true],
    ['no condition', {}, false],
    [
      'subject only',
      { StringEquals: { 'api.pulumi.com/oidc:sub': 'x' } },
      false,
    ],
    ['wildcards only', { StringLike: { [key]: '*' } }, false],
    ['negated', { StringNotEquals: { [key]: 'x' } }, false],
    ['Null', { Null: { [key]: 'false' } }, false],
    [
      'another issuer',
      { StringEquals: { 'api.pulumi.com/oidc/v2:aud': 'x' } },
      false,
    ],
  ])('%s', (_, condition, accepted) => {
    const found = refusal(pulumiTrust(accountId, condition));
    expect(found?.code).toBe(accepted ? undefined : 'MalformedPolicyDocument');
  });

  it('is not demanded of a deny, of issuer v2, nor of older AWS', () => {
    const none = pulumiTrust(accountId, {});
    expect(refusal(none.replace('Allow', 'Deny'))).toBeUndefined();
    expect(refusal(none.replace('.com/oidc', '.com/oidc/v2'))).toBeUndefined();
    expect(() =>
      checkTrustPolicy(none, { ...scope, asOlderAws: true }),
    ).not.toThrow();
  });
});

describe('length', () => {
  const ofLength = (length: number) => {
    const text = pulumiTrust(accountId);
    const padding = 'x'.repeat(length - text.length);
    return text.replace('aws:acme', `aws:acme${padding}`);
  };
  it('is 2048 characters at most', () => {
    expect(refusal(ofLength(2048))).toBeUndefined();
    expect(refusal(ofLength(2049))).toEqual({
      code: 'LimitExceeded',
      message: 'Cannot exceed quota for ACLSizePerRole: 2048',
      status: 409,
    });
  });

  it('does not count whitespace between tokens, but within strings', () => {
    const pretty = JSON.stringify(JSON.parse(ofLength(2048)), null, 8);
    expect(refusal(pretty)).toBeUndefined();
    expect(refusal(ofLength(2048).replace('aws:acme', 'aws: acme'))?.code).toBe(
      'LimitExceeded',
    );
  });
});
