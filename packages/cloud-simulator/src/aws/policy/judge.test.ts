import {
  AUD,
  SUB,
  claims,
  federated,
  policy,
  statement,
} from '../../__testUtils__/judging';
import { judgeTrustPolicy } from './judge';

describe('statements', () => {
  it.each<[string, object | object[], string]>([
    ['an allow that matches', statement(), 'allow'],
    ['a list of statements', [statement()], 'allow'],
    ['no statement that matches: implicit deny', [], 'deny'],
    [
      'explicit deny wins, in any order',
      [statement({ Effect: 'Deny' }), statement()],
      'deny',
    ],
    [
      'explicit deny wins, last',
      [statement(), statement({ Effect: 'Deny' })],
      'deny',
    ],
    ['effect is case-sensitive', statement({ Effect: 'allow' }), 'deny'],
    [
      'deny with a condition that does not hold',
      [
        statement(),
        statement({
          Effect: 'Deny',
          Condition: { StringNotLike: { [SUB]: '*:payments/*' } },
        }),
      ],
      'allow',
    ],
    [
      'deny guard on a missing key holds',
      [
        statement(),
        statement({
          Effect: 'Deny',
          Condition: { StringNotEquals: { 'api.pulumi.com:sub': 'x' } },
        }),
      ],
      'deny',
    ],
    [
      'an unknown operator denies in a deny',
      [
        statement(),
        statement({ Effect: 'Deny', Condition: { StringFoo: { a: 'b' } } }),
      ],
      'deny',
    ],
    [
      'an unknown operator allows nothing',
      statement({ Condition: { StringFoo: { a: 'b' } } }),
      'deny',
    ],
  ])('%s', (_, statements, expected) => {
    expect(judgeTrustPolicy(policy(statements), { federated, claims })).toBe(
      expected,
    );
  });

  it('reads JSON text, and allows nothing when it is none', () => {
    const text = JSON.stringify(policy(statement()));
    expect(judgeTrustPolicy(text, { federated, claims })).toBe('allow');
    expect(judgeTrustPolicy(`${text}x`, { federated, claims })).toBe('deny');
    expect(judgeTrustPolicy('[]', { federated, claims })).toBe('deny');
    expect(judgeTrustPolicy(text, { claims })).toBe('deny');
  });
});

describe('principals', () => {
  it.each<[string, unknown, string]>([
    ['exact ARN', { Federated: federated }, 'allow'],
    ['list: or', { Federated: ['x', federated] }, 'allow'],
    ['several keys: or', { AWS: 'x', Federated: federated }, 'allow'],
    [
      'wildcard inside the ARN',
      { Federated: federated.replace('oidc-p', '*') },
      'deny',
    ],
    ['Federated *', { Federated: '*' }, 'deny'],
    [
      'other partition',
      { Federated: federated.replace('aws', 'aws-cn') },
      'deny',
    ],
    ['issuer v2', { Federated: `${federated}/v2` }, 'deny'],
    ['account root', { AWS: 'arn:aws:iam::111111111111:root' }, 'deny'],
    ['AWS * in an allow [U]', { AWS: '*' }, 'deny'],
    ['* in an allow [U]', '*', 'deny'],
  ])('%s', (_, principal, expected) => {
    expect(
      judgeTrustPolicy(policy(statement({ Principal: principal })), {
        federated,
        claims,
      }),
    ).toBe(expected);
  });

  it.each([['*'], [{ AWS: '*' }]])('%j in a deny covers everybody', anyone => {
    const both = [
      statement(),
      statement({ Effect: 'Deny', Principal: anyone }),
    ];
    expect(judgeTrustPolicy(policy(both), { federated, claims })).toBe('deny');
  });

  it('knows a user, a role, an account and its root', () => {
    const aws = {
      accountId: '111111111111',
      arn: 'arn:aws:sts::111111111111:assumed-role/r/session',
      roleArn: 'arn:aws:iam::111111111111:role/r',
    };
    const judge = (AWS: string) =>
      judgeTrustPolicy(
        policy(statement({ Principal: { AWS }, Action: 'sts:AssumeRole' })),
        { aws },
      );
    expect(judge(aws.arn)).toBe('allow');
    expect(judge(aws.roleArn)).toBe('allow');
    expect(judge('111111111111')).toBe('allow');
    expect(judge('arn:aws:iam::111111111111:root')).toBe('allow');
    expect(judge('*')).toBe('allow');
    expect(judge('arn:aws:iam::222222222222:root')).toBe('deny');
    expect(judge('arn:aws:iam::111111111111:role/other')).toBe('deny');
  });
});

describe('actions', () => {
  it.each<[object, string]>([
    [{ Action: 'sts:assumerolewithwebidentity' }, 'allow'],
    [{ Action: 'STS:AssumeRoleWith*' }, 'allow'],
    [{ Action: 'sts:*' }, 'allow'],
    [{ Action: '*' }, 'allow'],
    [{ Action: 'sts:AssumeRoleWithWebIdentit?' }, 'allow'],
    [{ Action: ['sts:TagSession', 'sts:AssumeRole*'] }, 'allow'],
    [{ Action: 'sts:AssumeRole' }, 'deny'],
    [{ Action: undefined, NotAction: 'sts:AssumeRole' }, 'allow'],
    [{ Action: undefined, NotAction: ['sts:AssumeRole*'] }, 'deny'],
    [{ Action: undefined }, 'deny'],
  ])('%j: %s', (action, expected) => {
    expect(
      judgeTrustPolicy(policy(statement(action)), { federated, claims }),
    ).toBe(expected);
  });
});

it('lets azp stand in for aud', () => {
  const judge = (condition: object) =>
    judgeTrustPolicy(policy(statement({ Condition: condition })), {
      federated,
      claims: { ...claims, azp: 'client' },
    });
  expect(judge({ StringEquals: { [AUD]: 'client' } })).toBe('allow');
  expect(
    judge({ StringEquals: { 'api.pulumi.com/oidc:oaud': 'aws:acme' } }),
  ).toBe('allow');
});
