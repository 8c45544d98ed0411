import { SubjectPart } from '../claims/types';
import { AUD, policyOf, PROVIDER, SUB, when } from './__testUtils__/policies';
import { evaluateTrustPolicy } from './evaluateTrustPolicy';
import { parseTrustPolicy } from './parseTrustPolicy';
import { Effect } from './types';
import { parseVariables } from './variables';

const variable = (key: string) => `\${${key}}`;

function effectOf(
  condition: object,
  {
    version,
    subject = 'pulumi:acme*',
  }: { version?: string; subject?: string | SubjectPart[] } = {},
): Effect {
  const { policy } = parseTrustPolicy(policyOf(when(condition), version));
  return evaluateTrustPolicy(policy!, {
    principal: { federated: PROVIDER },
    claims: { audience: 'aws:acme', subject },
    context: {
      'x:name': 'acme*',
      'x:list': ['acme'],
      'x:any': '*',
      'x:true': 'true',
      'x:arn': 'arn:aws:iam::1:role/acme*',
    },
  }).effect;
}

const allow = 'allow';
const deny = 'implicit-deny';

describe('policy variables', () => {
  // Rules: IAM User Guide, "IAM policy elements: Variables and tags".
  it.each<[string, object, Effect]>([
    [
      'a known key',
      { StringEquals: { [SUB]: `pulumi:${variable('x:name')}` } },
      allow,
    ],
    [
      'key names in any case',
      { StringEquals: { [SUB]: `pulumi:${variable('X:Name')}` } },
      allow,
    ],
    ['a claim', { StringEquals: { 'x:name': `${variable(AUD)}*` } }, deny],
    ['itself [rule 12]', { StringEquals: { [SUB]: variable(SUB) } }, allow],
    ['itself, negated', { StringNotEquals: { [SUB]: variable(SUB) } }, deny],
    [
      'itself among patterns',
      { StringLike: { [SUB]: ['x', variable(SUB)] } },
      allow,
    ],
    [
      'itself, ignoring case',
      { StringEqualsIgnoreCase: { [SUB]: variable(SUB) } },
      allow,
    ],
    ['itself, no ARN', { ArnLike: { [AUD]: variable(AUD) } }, deny],
    [
      'in an ARN',
      { ArnLike: { 'x:arn': `arn:aws:iam::1:role/${variable('x:name')}` } },
      allow,
    ],
    [
      'a key without value',
      { StringLike: { [SUB]: `*${variable('x:none')}` } },
      deny,
    ],
    [
      'a key without value, negated',
      { StringNotLike: { [SUB]: `*${variable('x:none')}` } },
      allow,
    ],
    ['a default', { StringEquals: { [AUD]: "aws:${x:none, 'acme'}" } }, allow],
    [
      'a default that is not needed',
      { StringEquals: { [SUB]: "pulumi:${x:name, 'b'}" } },
      allow,
    ],
    ['an escaped star', { StringLike: { [SUB]: 'pulumi:acme${*}' } }, allow],
    [
      'an escaped star is no wildcard',
      { StringLike: { [AUD]: 'aws:${*}' } },
      deny,
    ],
    [
      'an escaped question mark',
      { StringLike: { [AUD]: 'aws:acm${?}' } },
      deny,
    ],
    ['an escaped dollar', { StringLike: { [AUD]: '${$}*' } }, deny],
    [
      'wildcards in a value are text',
      { StringLike: { [AUD]: variable('x:any') } },
      deny,
    ],
    [
      'wildcards in StringEquals are text',
      { StringEquals: { [AUD]: 'aws:*${x:none}' } },
      deny,
    ],
    ['no closing brace', { StringEquals: { [AUD]: '${x' } }, deny],
    [
      'an unknown key',
      { StringEquals: { [AUD]: variable('aws:username') } },
      'unknown',
    ],
    [
      'an unknown key beside a match',
      { StringEquals: { [AUD]: [variable('aws:username'), 'aws:acme'] } },
      allow,
    ],
    [
      'several values',
      { StringEquals: { [AUD]: variable('x:list') } },
      'unknown',
    ],
    [
      'several values, itself',
      { 'ForAnyValue:StringNotEquals': { 'x:list': variable('x:list') } },
      'unknown',
    ],
    ['Bool [rule 11]', { Bool: { 'x:true': variable('x:true') } }, 'unknown'],
    [
      'no variable in Numeric',
      { NumericEquals: { 'x:true': variable('x:true') } },
      deny,
    ],
    [
      'no variable in Binary',
      { BinaryEquals: { 'x:true': variable('x:true') } },
      deny,
    ],
    [
      'no variable in IpAddress',
      { IpAddress: { 'x:true': variable('x:true') } },
      deny,
    ],
    ['no variable in Null', { Null: { [SUB]: variable('x:true') } }, 'unknown'],
  ])('%s', (_, condition, expected) => {
    expect(effectOf(condition)).toBe(expected);
  });

  it('are text in the old version', () => {
    const condition = { StringEquals: { [SUB]: variable(SUB) } };
    expect(effectOf(condition, { version: '2008-10-17' })).toBe(deny);
    expect(
      effectOf(condition, { version: '2008-10-17', subject: variable(SUB) }),
    ).toBe(allow);
  });

  it.each<[string, object, Effect]>([
    ['itself', { StringEquals: { [SUB]: variable(SUB) } }, allow],
    [
      'its text in another key',
      { StringEquals: { 'x:name': variable(SUB) } },
      deny,
    ],
    [
      'its text where it may fit',
      { StringEqualsIgnoreCase: { 'x:name': `a${variable(SUB)}` } },
      deny,
    ],
    [
      'an escape in the pattern',
      { StringLike: { [SUB]: 'pulumi:${*}*' } },
      'depends',
    ],
  ])(
    'with a part that only the opening knows: %s',
    (_, condition, expected) => {
      const subject = ['pulumi:', { attribute: 'pulumi.user.login' }];
      expect(effectOf(condition, { subject })).toBe(expected);
    },
  );

  it('are found in a value', () => {
    expect(parseVariables('plain $ {x}')).toBeUndefined();
    expect(parseVariables("a${*}b${K, 'd'}")).toEqual([
      { text: 'a' },
      { literal: '*' },
      { text: 'b' },
      { key: { name: 'k' }, fallback: 'd' },
      { text: '' },
    ]);
  });
});
