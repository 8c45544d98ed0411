import { AUD, SUB, subject, when } from '../../__testUtils__/judging';

describe('condition logic', () => {
  it.each<[string, object, string]>([
    [
      'keys are anded',
      { StringEquals: { [AUD]: 'aws:acme', [SUB]: 'x' } },
      'deny',
    ],
    [
      'operators are anded',
      { StringEquals: { [AUD]: 'aws:acme' }, StringLike: { [SUB]: 'x*' } },
      'deny',
    ],
    [
      'values are ored',
      { StringEquals: { [AUD]: ['x', 'aws:acme'] } },
      'allow',
    ],
    [
      'negated values are nor',
      { StringNotEquals: { [AUD]: ['x', 'aws:acme'] } },
      'deny',
    ],
    [
      'negated, none equal',
      { StringNotEquals: { [AUD]: ['x', 'y'] } },
      'allow',
    ],
    [
      'key names are case-insensitive',
      { StringEquals: { [AUD.toUpperCase()]: 'aws:acme' } },
      'allow',
    ],
    [
      'missing key, positive',
      { StringEquals: { 'api.pulumi.com:sub': subject } },
      'deny',
    ],
    [
      'missing key, negated',
      { StringNotEquals: { 'api.pulumi.com:sub': 'x' } },
      'allow',
    ],
    [
      'missing key, IfExists',
      { StringEqualsIfExists: { 'x:y': 'z' } },
      'allow',
    ],
    ['present key, IfExists', { StringEqualsIfExists: { [AUD]: 'z' } }, 'deny'],
    [
      'claims other than the generic ones are absent',
      { StringEquals: { 'api.pulumi.com/oidc:iss': '*' } },
      'deny',
    ],
    [
      'another issuer',
      { StringEquals: { 'api.pulumi.com/oidc/v2:aud': 'aws:acme' } },
      'deny',
    ],
    [
      'sts:DurationSeconds is never present',
      { NumericLessThan: { 'sts:DurationSeconds': 9999 } },
      'deny',
    ],
    [
      'ForAllValues, missing',
      { 'ForAllValues:StringEquals': { 'x:y': 'z' } },
      'allow',
    ],
    [
      'ForAllValues, empty',
      { 'ForAllValues:StringEquals': { 'x:empty': 'z' } },
      'allow',
    ],
    [
      'ForAllValues, all',
      {
        'ForAllValues:StringEquals': {
          'api.pulumi.com/oidc:amr': ['a', 'b', 'c'],
        },
      },
      'allow',
    ],
    [
      'ForAllValues, not all',
      { 'ForAllValues:StringEquals': { 'api.pulumi.com/oidc:amr': ['a'] } },
      'deny',
    ],
    [
      'ForAnyValue, one',
      { 'ForAnyValue:StringEquals': { 'api.pulumi.com/oidc:amr': 'a' } },
      'allow',
    ],
    [
      'ForAnyValue, missing',
      { 'ForAnyValue:StringEquals': { 'x:y': 'z' } },
      'deny',
    ],
    [
      'ForAnyValue negated, missing',
      { 'ForAnyValue:StringNotEquals': { 'x:y': 'z' } },
      'deny',
    ],
    [
      'ForAnyValue on a single value',
      { 'ForAnyValue:StringLike': { [SUB]: 'pulumi:*' } },
      'allow',
    ],
    [
      'plain on a multi-valued key [U]',
      { StringEquals: { 'api.pulumi.com/oidc:amr': 'a' } },
      'deny',
    ],
    ['Null true, absent', { Null: { 'x:y': 'true' } }, 'allow'],
    ['Null true, present', { Null: { [AUD]: true } }, 'deny'],
    ['Null false, present', { Null: { [AUD]: 'false' } }, 'allow'],
    ['Null false, absent', { Null: { 'x:y': false } }, 'deny'],
    [
      'Null with ForAllValues',
      { 'ForAllValues:Null': { [AUD]: 'true' } },
      'allow',
    ],
    [
      'Null with ForAnyValue',
      { 'ForAnyValue:Null': { [AUD]: 'false' } },
      'deny',
    ],
    ['empty list, plain [U]', { StringEquals: { [AUD]: [] } }, 'deny'],
    [
      'empty list, ForAllValues, missing',
      { 'ForAllValues:StringEquals': { 'x:y': [] } },
      'allow',
    ],
    [
      'empty list, ForAllValues, present',
      { 'ForAllValues:StringEquals': { [AUD]: [] } },
      'deny',
    ],
    [
      'empty list, ForAnyValue',
      { 'ForAnyValue:StringEquals': { [AUD]: [] } },
      'deny',
    ],
    [
      'empty list, IfExists, missing',
      { StringEqualsIfExists: { 'x:y': [] } },
      'allow',
    ],
  ])('%s', (_, condition, expected) => {
    expect(when(condition)).toBe(expected);
  });
});
