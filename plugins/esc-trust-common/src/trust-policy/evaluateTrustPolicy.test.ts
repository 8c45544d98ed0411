import {
  exactly,
  policyOf,
  PROVIDER,
  SUB,
  when,
} from './__testUtils__/policies';
import { evaluateTrustPolicy } from './evaluateTrustPolicy';
import { parseTrustPolicy } from './parseTrustPolicy';
import { Effect } from './types';

const SUBJECT = 'pulumi:environments:org:acme:env:payments/prod';

function effectOf(statements: object | object[]): Effect {
  const { policy, problems } = parseTrustPolicy(policyOf(statements));
  expect(problems).toEqual([]);
  return evaluateTrustPolicy(policy!, {
    principal: { federated: PROVIDER },
    claims: { audience: 'aws:acme', subject: SUBJECT },
  }).effect;
}

describe('evaluateTrustPolicy', () => {
  // Rules: IAM User Guide, policy grammar and evaluation logic.
  it.each<[string, object | object[], Effect]>([
    ['no condition', {}, 'allow'],
    ['exact claims', exactly('aws:acme', SUBJECT), 'allow'],
    [
      'another provider',
      { Principal: { Federated: `${PROVIDER}/v2` } },
      'implicit-deny',
    ],
    [
      'another account',
      { Principal: { Federated: PROVIDER.replace('123', '999') } },
      'implicit-deny',
    ],
    [
      'one of several providers',
      { Principal: { Federated: ['x', PROVIDER] } },
      'allow',
    ],
    [
      'a provider that differs only in case',
      { Principal: { Federated: PROVIDER.replace('pulumi', 'Pulumi') } },
      'unknown',
    ],
    [
      'any federated principal is no documented one',
      { Principal: { Federated: '*' } },
      'unknown',
    ],
    [
      'whatever a Deny for any federated principal does',
      [{}, { Effect: 'Deny', Principal: { Federated: '*' } }],
      'unknown',
    ],
    [
      'any AWS principal in an Allow is disputed',
      { Principal: { AWS: '*' } },
      'unknown',
    ],
    [
      'the account root is not the web identity',
      { Principal: { AWS: 'arn:aws:iam::123456789012:root' } },
      'implicit-deny',
    ],
    ['action wildcards', { Action: 'STS:assumerole*' }, 'allow'],
    [
      'sts:AssumeRole is another action',
      { Action: 'sts:AssumeRole' },
      'implicit-deny',
    ],
    [
      'NotAction allows what it does not list',
      { Action: undefined, NotAction: ['sts:AssumeRole'] },
      'allow',
    ],
    ['a Deny wins', [{}, { Effect: 'Deny' }], 'explicit-deny'],
    [
      'a Deny for anyone covers web identities',
      [{}, { Effect: 'Deny', Principal: '*' }],
      'explicit-deny',
    ],
    [
      'a Deny that does not match',
      [
        {},
        { Effect: 'Deny', ...when({ StringNotEquals: { [SUB]: SUBJECT } }) },
      ],
      'allow',
    ],
    [
      'a Deny that nobody can decide',
      [
        {},
        {
          Effect: 'Deny',
          ...when({ IpAddress: { 'aws:SourceIp': '1.1.1.1' } }),
        },
      ],
      'unknown',
    ],
  ])('%s', (_, statements, expected) => {
    expect(effectOf(statements)).toBe(expected);
  });

  it('explains which condition decided, with expected and actual', () => {
    const { policy } = parseTrustPolicy(
      policyOf({ Sid: 'Prod', ...exactly('aws:acme', 'x') }),
    );
    expect(
      evaluateTrustPolicy(policy!, {
        principal: { federated: PROVIDER },
        claims: { audience: 'aws:acme', subject: SUBJECT },
      }).statements,
    ).toEqual([
      {
        statement: 'Prod',
        effect: 'Allow',
        applies: 'no',
        reason: `StringEquals ${SUB} expects "x"; the token says "${SUBJECT}"`,
      },
    ]);
  });
});
