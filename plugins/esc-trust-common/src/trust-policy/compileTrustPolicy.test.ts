import {
  AUD,
  exactly,
  policyOf,
  PROVIDER,
  SUB,
  when,
} from './__testUtils__/policies';
import { compileTrustPolicy } from './compileTrustPolicy';
import { parseTrustPolicy } from './parseTrustPolicy';
import { TrustPolicyRequest } from './types';

const compiled = (statements: object | object[]) =>
  compileTrustPolicy(parseTrustPolicy(policyOf(statements)).policy!);

const REQUEST: TrustPolicyRequest = {
  principal: { federated: PROVIDER },
  claims: { audience: 'aws:acme', subject: 's' },
};

describe('compileTrustPolicy', () => {
  it('decides and explains many requests alike', () => {
    const policy = compiled([
      exactly('aws:acme', 's'),
      {
        Sid: 'Guard',
        Effect: 'Deny',
        ...when({ StringLike: { [SUB]: 'x*' } }),
      },
    ]);
    const x = { ...REQUEST, claims: { audience: 'aws:acme', subject: 'xy' } };
    expect(policy.decide(REQUEST)).toBe('allow');
    expect(policy.decide(x)).toBe('explicit-deny');
    expect(policy.evaluate(REQUEST)).toEqual({
      effect: 'allow',
      statements: [
        {
          statement: '#0',
          effect: 'Allow',
          applies: 'yes',
          reason: 'principal, action and every condition match',
        },
        {
          statement: 'Guard',
          effect: 'Deny',
          applies: 'no',
          reason: `StringLike ${SUB} expects "x*"; the token says "s"`,
        },
      ],
    });
    expect(policy.evaluate(x).effect).toBe('explicit-deny');
  });

  it.each([
    ['sts:TagSession', 'allow'],
    ['STS:tagsession', 'allow'],
    ['sts:SetSourceIdentity', 'implicit-deny'],
  ])('decides other calls: %s', (action, expected) => {
    const policy = compiled({
      Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
    });
    expect(policy.decide({ ...REQUEST, action })).toBe(expected);
  });

  it('keeps the issuers of several accounts apart', () => {
    const v2 = `${PROVIDER}/v2`;
    const policy = compiled({
      Principal: { Federated: [PROVIDER, v2] },
      ...when({ StringEquals: { [AUD]: 'aws:acme' } }),
    });
    expect(policy.decide(REQUEST)).toBe('allow');
    expect(policy.decide({ ...REQUEST, principal: { federated: v2 } })).toBe(
      'implicit-deny',
    );
  });

  it('compares any number of exact values', () => {
    const many = Array.from({ length: 20 }, (_, i) => `s${i}`);
    const policy = compiled(exactly('aws:acme', many));
    const ask = (subject: string) =>
      policy.decide({ ...REQUEST, claims: { audience: 'aws:acme', subject } });
    expect(ask('s19')).toBe('allow');
    expect(ask('s20')).toBe('implicit-deny');
  });

  it('quotes what the request states', () => {
    const [{ reason }] = compiled(
      when({ 'ForAnyValue:StringEquals': { 'x:list': 'c' } }),
    ).evaluate({ ...REQUEST, context: { 'X:List': ['a', 'b'] } }).statements;
    expect(reason).toBe(
      'ForAnyValue:StringEquals x:list expects "c"; the request says "a", "b"',
    );
  });
});
