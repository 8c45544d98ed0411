import { parseTrustPolicy } from './parseTrustPolicy';

const STATEMENT = {
  Effect: 'Allow',
  Principal: { Federated: 'arn:aws:iam::1:oidc-provider/api.pulumi.com/oidc' },
  Action: 'sts:AssumeRoleWithWebIdentity',
};

describe('parseTrustPolicy', () => {
  const policy = { Version: '2012-10-17', Statement: [STATEMENT] };

  it.each([
    ['an object', policy],
    ['JSON text', JSON.stringify(policy, null, 2)],
    ['URL-encoded text', encodeURIComponent(JSON.stringify(policy))],
    ['a single statement', { ...policy, Statement: STATEMENT }],
  ])('reads %s', (_, document) => {
    expect(parseTrustPolicy(document)).toMatchObject({
      problems: [],
      policy: {
        version: '2012-10-17',
        statements: [{ effect: 'Allow', actions: [STATEMENT.Action] }],
      },
    });
  });

  it('takes the old version when none is named', () => {
    expect(parseTrustPolicy({ Statement: [STATEMENT] }).policy?.version).toBe(
      '2008-10-17',
    );
  });

  it('finds a key that occurs twice, which JSON.parse would hide', () => {
    const text = JSON.stringify(policy).replace(
      '"Effect":"Allow"',
      '"Effect":"Deny","\\u0045ffect":"Allow"',
    );
    expect(parseTrustPolicy(text)).toEqual({
      problems: [
        {
          kind: 'duplicate-key',
          message: 'The trust policy has the key "Effect" twice in one object.',
          position: { line: 1, column: text.indexOf('"\\u0045ffect"') + 1 },
        },
      ],
    });
  });

  it.each<[string, unknown, RegExp]>([
    ['text that is no JSON', '{', /not valid JSON/],
    ['a list', [], /not an object/],
    ['null', null, /not an object/],
    ['undefined', undefined, /not an object/],
    ['no statement', { Statement: [] }, /no Statement/],
    ['a null statement', { Statement: [null] }, /not an object/],
    [
      'an unknown version',
      { Version: '2020-01-01', Statement: [STATEMENT] },
      /unknown Version/,
    ],
    [
      'NotPrincipal',
      { Statement: [{ ...STATEMENT, NotPrincipal: '*' }] },
      /NotPrincipal/,
    ],
    ['Resource', { Statement: [{ ...STATEMENT, Resource: '*' }] }, /Resource/],
    [
      'an effect in another case',
      { Statement: [{ ...STATEMENT, Effect: 'allow' }] },
      /Effect/,
    ],
    [
      'no action',
      { Statement: [{ ...STATEMENT, Action: undefined }] },
      /Action/,
    ],
    [
      'two equal Sids',
      {
        Statement: [
          { ...STATEMENT, Sid: 'A' },
          { ...STATEMENT, Sid: 'A' },
        ],
      },
      /same Sid/,
    ],
    [
      'a condition that is a list',
      { Statement: [{ ...STATEMENT, Condition: [] }] },
      /Condition/,
    ],
    [
      'a principal of an unknown kind',
      { Statement: [{ ...STATEMENT, Principal: { '*': '*' } }] },
      /no kind that AWS knows: "\*"/,
    ],
    [
      'a kind of principal in another case',
      { Statement: [{ ...STATEMENT, Principal: { federated: 'x' } }] },
      /no kind that AWS knows: "federated"/,
    ],
    [
      'condition keys that differ only in case',
      {
        Statement: [
          {
            ...STATEMENT,
            Condition: { StringEquals: { 'a:sub': 'x', 'a:SUB': 'y' } },
          },
        ],
      },
      /"a:sub" and "a:SUB", which differ only in case/,
    ],
    [
      'operators that differ only in case',
      {
        Statement: [
          {
            ...STATEMENT,
            Condition: { StringEquals: { k: 'x' }, stringequals: { k: 'y' } },
          },
        ],
      },
      /"StringEquals" and "stringequals", which differ only in case/,
    ],
    [
      'a value that is null',
      {
        Statement: [{ ...STATEMENT, Condition: { StringEquals: { k: null } } }],
      },
      /Condition/,
    ],
    [
      'an unreadable Action beside NotAction',
      { Statement: [{ ...STATEMENT, Action: 5, NotAction: 'sts:AssumeRole' }] },
      /Action/,
    ],
    [
      'a version that is null',
      { Version: null, Statement: [STATEMENT] },
      /unknown Version/,
    ],
    [
      'what is longer than AWS allows',
      { Statement: [{ ...STATEMENT, Sid: 'a'.repeat(20_000) }] },
      /longer than AWS allows/,
    ],
    [
      'a value that is an object',
      { Statement: [{ ...STATEMENT, Condition: { StringEquals: { k: {} } } }] },
      /Condition/,
    ],
  ])('refuses %s', (_, document, message) => {
    const { policy: parsed, problems } = parseTrustPolicy(document);
    expect(parsed).toBeUndefined();
    expect(problems[0].message).toMatch(message);
  });
});
