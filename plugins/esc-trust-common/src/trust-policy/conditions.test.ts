import { SubjectPart } from '../claims/types';
import { AUD, policyOf, PROVIDER, SUB, when } from './__testUtils__/policies';
import { evaluateTrustPolicy } from './evaluateTrustPolicy';
import { parseTrustPolicy } from './parseTrustPolicy';
import { Effect } from './types';

const SUBJECT = 'pulumi:environments:org:acme:env:payments/prod';
const ABSENT = 'other.com:sub';

function effectOf(
  statements: object | object[],
  request: { subject?: string | SubjectPart[]; version?: string } = {},
): Effect {
  const { policy, problems } = parseTrustPolicy(
    policyOf(statements, request.version),
  );
  expect(problems).toEqual([]);
  return evaluateTrustPolicy(policy!, {
    principal: { federated: PROVIDER },
    claims: { audience: 'aws:acme', subject: request.subject ?? SUBJECT },
  }).effect;
}

describe('conditions', () => {
  // Rules: IAM User Guide, policy elements: Condition and its operators.
  it.each<[string, object | object[], Effect]>([
    [
      'values of a key are alternatives',
      when({ StringEquals: { [SUB]: ['x', SUBJECT] } }),
      'allow',
    ],
    [
      'keys are all needed',
      when({ StringEquals: { [AUD]: 'other', [SUB]: SUBJECT } }),
      'implicit-deny',
    ],
    [
      'StringEquals is case-sensitive',
      when({ StringEquals: { [AUD]: 'AWS:ACME' } }),
      'implicit-deny',
    ],
    [
      'key names are not',
      when({ StringEquals: { [AUD.toUpperCase()]: 'aws:acme' } }),
      'allow',
    ],
    [
      'StringEquals takes wildcards literally',
      when({ StringEquals: { [SUB]: '*' } }),
      'implicit-deny',
    ],
    [
      'StringLike crosses slashes and colons',
      when({ StringLike: { [SUB]: 'pulumi:*' } }),
      'allow',
    ],
    [
      '? is exactly one character',
      when({ StringLike: { [AUD]: 'aws:acm?' } }),
      'allow',
    ],
    [
      '? is not none',
      when({ StringLike: { [AUD]: 'aws:acme?' } }),
      'implicit-deny',
    ],
    [
      'StringEqualsIgnoreCase',
      when({ StringEqualsIgnoreCase: { [AUD]: 'AWS:acme' } }),
      'allow',
    ],
    [
      'negation is NOR',
      when({ StringNotEquals: { [SUB]: ['a', SUBJECT] } }),
      'implicit-deny',
    ],
    [
      'a missing key fails a positive operator',
      when({ StringEquals: { 'api.pulumi.com/oidc:jti': 'x' } }),
      'implicit-deny',
    ],
    [
      'a missing key passes a negated one',
      when({ StringNotEquals: { 'api.pulumi.com/oidc:jti': 'x' } }),
      'allow',
    ],
    [
      'a missing key passes IfExists',
      when({ StringEqualsIfExists: { 'other.com:sub': 'x' } }),
      'allow',
    ],
    [
      'a missing key passes ForAllValues',
      when({ 'ForAllValues:StringEquals': { 'other.com:sub': 'x' } }),
      'allow',
    ],
    [
      'a missing key fails ForAnyValue',
      when({ 'ForAnyValue:StringNotEquals': { 'other.com:sub': 'x' } }),
      'implicit-deny',
    ],
    [
      'the v2 issuer has keys of its own',
      when({ StringEquals: { 'api.pulumi.com/oidc/v2:aud': 'aws:acme' } }),
      'implicit-deny',
    ],
    [
      'a key without /oidc never has a value',
      when({ StringLike: { 'api.pulumi.com:sub': '*' } }),
      'implicit-deny',
    ],
    [
      'Null true on a present key',
      when({ Null: { [SUB]: 'true' } }),
      'implicit-deny',
    ],
    ['Null false on a present key', when({ Null: { [SUB]: false } }), 'allow'],
    [
      'Null true on a missing key',
      when({ Null: { 'other.com:sub': true } }),
      'allow',
    ],
    [
      'the source address is unknown',
      when({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
      'unknown',
    ],
    [
      'an operator that is not understood',
      when({ Magic: { [SUB]: 'x' } }),
      'unknown',
    ],
    [
      'a failing condition beside an unknown one decides',
      when({
        IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
        StringEquals: { [AUD]: 'x' },
      }),
      'implicit-deny',
    ],
  ])('%s', (_, statements, expected) => {
    expect(effectOf(statements)).toBe(expected);
  });

  // Forms for which AWS documents no outcome, or two.
  it.each<[string, object, Effect]>([
    [
      'an empty list matches nothing',
      { StringEquals: { [SUB]: [] } },
      'implicit-deny',
    ],
    [
      'an empty list on a missing key',
      { StringLike: { [ABSENT]: [] } },
      'implicit-deny',
    ],
    [
      'an empty list with IfExists on a missing key',
      { StringEqualsIfExists: { [ABSENT]: [] } },
      'allow',
    ],
    [
      'an empty list of a negated operator',
      { StringNotEquals: { [SUB]: [] } },
      'unknown',
    ],
    [
      'an empty list of a negated operator on a missing key',
      { StringNotLike: { [ABSENT]: [] } },
      'unknown',
    ],
    ['Null with another value', { Null: { [SUB]: 'nonsense' } }, 'unknown'],
    [
      'Null with both values',
      { Null: { [SUB]: ['true', 'false'] } },
      'unknown',
    ],
    ['Null without a value', { Null: { [SUB]: [] } }, 'unknown'],
    ['Null:ForAllValues', { 'ForAllValues:Null': { [SUB]: 'true' } }, 'allow'],
    [
      'Null:ForAnyValue',
      { 'ForAnyValue:Null': { [SUB]: 'false' } },
      'implicit-deny',
    ],
    ['NullIfExists', { NullIfExists: { [SUB]: 'false' } }, 'unknown'],
    [
      'ForAnyValue and IfExists on a missing key',
      { 'ForAnyValue:StringEqualsIfExists': { [ABSENT]: 'x' } },
      'unknown',
    ],
    [
      'ForAnyValue and IfExists on a present key',
      { 'ForAnyValue:StringEqualsIfExists': { [SUB]: SUBJECT } },
      'allow',
    ],
    [
      'two qualifiers',
      { 'ForAnyValue:ForAllValues:StringEquals': { [SUB]: 'x' } },
      'unknown',
    ],
    [
      'an unknown operator beside a failing condition',
      { NullIfExists: { [SUB]: 'false' }, StringEquals: { [AUD]: 'x' } },
      'unknown',
    ],
    [
      'an operator named as a property of every object',
      { constructor: { [SUB]: SUBJECT } },
      'unknown',
    ],
    [
      'an operator of two lines',
      { 'String\nEquals': { [SUB]: SUBJECT } },
      'unknown',
    ],
  ])('%s', (_, condition, expected) => {
    expect(effectOf(when(condition))).toBe(expected);
  });

  it('takes variables literally in the old version', () => {
    expect(
      effectOf(when({ StringEquals: { [SUB]: '${x}' } }), {
        version: '2008-10-17',
        subject: '${x}',
      }),
    ).toBe('allow');
  });

  describe('with a part that only the opening knows', () => {
    const prefix =
      'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:p/e:pulumi.user.login:';
    const subject: SubjectPart[] = [prefix, { attribute: 'pulumi.user.login' }];

    it.each<[string, object, Effect]>([
      ['one user', { StringEquals: { [SUB]: `${prefix}personA` } }, 'depends'],
      ['any user', { StringLike: { [SUB]: `${prefix}*` } }, 'allow'],
      ['some users', { StringLike: { [SUB]: `${prefix}a*` } }, 'depends'],
      [
        'another environment',
        { StringLike: { [SUB]: `${prefix.replace('p/e', 'p/f')}*` } },
        'implicit-deny',
      ],
      [
        'not one user',
        { StringNotEquals: { [SUB]: `${prefix}personA` } },
        'depends',
      ],
      [
        'a star that starts before it',
        { StringLike: { [SUB]: 'pulumi:*' } },
        'allow',
      ],
      [
        'a star that must end before it ends',
        { StringLike: { [SUB]: 'pulumi:*x' } },
        'depends',
      ],
    ])('%s', (_, condition, expected) => {
      expect(effectOf(when(condition), { subject })).toBe(expected);
    });

    it('decides nothing about what no opening settles', () => {
      expect(
        effectOf(when({ StringEquals: { [SUB]: `${prefix}personA` } }), {
          subject: [prefix, { attribute: 'pulumi.stack' }],
        }),
      ).toBe('unknown');
    });
  });
});
