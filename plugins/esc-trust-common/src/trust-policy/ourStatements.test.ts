import { PROVIDER } from './__testUtils__/policies';
import {
  canonicalPolicy,
  hasOurSid,
  OurStatement,
  ourStatement,
  readOurStatement,
  Statement,
} from './ourStatements';

const says: OurStatement = {
  identityProviderArn: PROVIDER,
  issuer: 'api.pulumi.com/oidc',
  audience: 'aws:acme',
  subjects: ['s', 't'],
};
const ours = ourStatement(says);
const tests = (statement: Statement) =>
  (statement.Condition as Record<string, Record<string, unknown>>).StringEquals;

describe('readOurStatement', () => {
  it('reads what was written, with one subject or several', () => {
    expect(readOurStatement(ours)).toEqual(says);
    const one = { ...says, subjects: ['s'] };
    expect(readOurStatement(ourStatement(one))).toEqual(one);
  });

  // AWS stores one value as it likes: alone, or in a list.
  it('reads it in any order, and single values in a list', () => {
    const { Sid, Effect, Principal, Action } = ours;
    const shuffled = {
      Condition: {
        StringEquals: {
          'api.pulumi.com/oidc:sub': ['t', 's'],
          'api.pulumi.com/oidc:aud': ['aws:acme'],
        },
      },
      Action: [Action],
      Principal: { Federated: [(Principal as any).Federated] },
      Effect,
      Sid,
    };
    expect(readOurStatement(shuffled)).toEqual({
      ...says,
      subjects: ['t', 's'],
    });
  });

  it.each<[string, object]>([
    ['another effect', { Effect: 'Deny' }],
    ['another action', { Action: 'sts:AssumeRole' }],
    ['one more action', { Action: [ours.Action, 'sts:TagSession'] }],
    ['the Sid of another audience', { Sid: 'PulumiEscTrust00000000' }],
    ['no Sid', { Sid: undefined }],
    ['any principal', { Principal: '*' }],
    ['no principal', { Principal: null }],
    ['two providers', { Principal: { Federated: [PROVIDER, 'x'] } }],
    ['a provider that is no text', { Principal: { Federated: 7 } }],
    ['one more principal', { Principal: { Federated: PROVIDER, AWS: '*' } }],
    ['no condition', { Condition: undefined }],
    ['a condition that is null', { Condition: null }],
    ['a condition without an operator', { Condition: {} }],
    [
      'one more operator',
      { Condition: { ...(ours.Condition as object), Bool: { k: true } } },
    ],
    [
      'one more key',
      { Condition: { StringEquals: { ...tests(ours), k: 'x' } } },
    ],
    [
      'two audiences',
      {
        Condition: {
          StringEquals: {
            ...tests(ours),
            'api.pulumi.com/oidc:aud': ['aws:acme', 'acme'],
          },
        },
      },
    ],
    [
      'an audience that is no text',
      {
        Condition: {
          StringEquals: { ...tests(ours), 'api.pulumi.com/oidc:aud': 7 },
        },
      },
    ],
    [
      'a subject that is no text',
      {
        Condition: {
          StringEquals: { ...tests(ours), 'api.pulumi.com/oidc:sub': ['s', 7] },
        },
      },
    ],
    [
      'no subject',
      {
        Condition: { StringEquals: { 'api.pulumi.com/oidc:aud': 'aws:acme' } },
      },
    ],
    [
      'keys of no issuer',
      { Condition: { StringEquals: { ':aud': 'aws:acme', ':sub': 's' } } },
    ],
  ])('leaves what a person changed: %s', (_, change) => {
    expect(readOurStatement({ ...ours, ...change })).toBeUndefined();
  });

  it.each<[unknown, boolean]>([
    [ours.Sid, true],
    ['PulumiEscTrust', true],
    ['MyPulumiEscTrust', false],
    [undefined, false],
    [7, false],
  ])('knows a Sid of ours: %s %s', (Sid, expected) => {
    expect(hasOurSid({ ...ours, Sid } as Statement)).toBe(expected);
  });
});

describe('canonicalPolicy', () => {
  it.each<[unknown, unknown]>([
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [
      ['x', 'y'],
      ['y', 'x'],
    ],
    [['x'], 'x'],
    [{ a: [{ b: ['c', 'd'] }] }, { a: { b: ['d', 'c'] } }],
    [null, null],
  ])('is the same for %j and %j', (one, other) => {
    expect(canonicalPolicy(one)).toBe(canonicalPolicy(other));
  });

  it.each<[unknown, unknown]>([
    [
      { a: 1, b: 2 },
      { a: 2, b: 1 },
    ],
    [{ a: 1 }, { a: 1, b: undefined }],
    [['x', 'y'], 'x'],
    [['x', 'y'], ['xy']],
    [
      ['a', 'b', 'c'],
      ['a', 'b,c'],
    ],
    [[], ''],
    [[], {}],
    [null, 'null'],
    [undefined, null],
    [1, '1'],
    [{}, null],
  ])('is not for %j and %j', (one, other) => {
    expect(canonicalPolicy(one)).not.toBe(canonicalPolicy(other));
  });
});
