import { policyOf, PROVIDER } from './__testUtils__/policies';
import { decodeTrustPolicy, parseTrustPolicy } from './parseTrustPolicy';

/** What is wrong with a statement, and where. */
function problemsOf(changes: object) {
  return parseTrustPolicy(policyOf(changes)).problems.map(
    ({ message, path, statement }) => [message, path, statement],
  );
}

const said = (words: string) => expect.stringContaining(words);

// Rules: IAM User Guide, "Grammar of the IAM JSON policy language".
describe('a statement that breaks the grammar', () => {
  it.each<[string, object, string, string]>([
    ['a Sid that is no string', { Sid: 7 }, 'Sid is not a string', 'Sid'],
    ['an Effect of neither kind', { Effect: null }, 'Effect', 'Effect'],
    ['an Action that is no string', { Action: 5 }, 'Action', 'Action'],
    [
      'a list with one Action that is no string',
      { Action: ['sts:AssumeRole', 5] },
      'Action',
      'Action',
    ],
    ['an empty list of actions', { Action: [] }, 'Action', 'Action'],
    ['no Action at all', { Action: undefined }, 'Action', 'Action'],
    [
      'both Action and NotAction',
      { NotAction: 'sts:TagSession' },
      'either Action or NotAction',
      'NotAction',
    ],
    [
      'a NotAction that is no string',
      { Action: undefined, NotAction: null },
      'either Action or NotAction',
      'NotAction',
    ],
    ['no Principal', { Principal: undefined }, 'Principal', 'Principal'],
    ['a Principal that is null', { Principal: null }, 'Principal', 'Principal'],
    [
      'a Principal that is a name',
      { Principal: 'x' },
      'Principal',
      'Principal',
    ],
    [
      'a Principal that is a list',
      { Principal: ['*'] },
      'Principal',
      'Principal',
    ],
    ['an empty Principal', { Principal: {} }, 'Principal', 'Principal'],
    [
      'a Principal whose names are no strings',
      { Principal: { Federated: [PROVIDER, 5] } },
      'no readable Principal',
      'Principal',
    ],
    [
      'a Principal without a name',
      { Principal: { AWS: null } },
      'no readable Principal',
      'Principal',
    ],
    [
      'a Principal of another kind',
      { Principal: { Federated: PROVIDER, Group: 'x' } },
      'no kind that AWS knows: "Group"',
      'Principal.Group',
    ],
    ['a Condition that is null', { Condition: null }, 'Condition', 'Condition'],
    ['a Condition that is text', { Condition: 'x' }, 'Condition', 'Condition'],
    [
      'an operator without keys',
      { Condition: { StringEquals: 'x' } },
      'Condition is not readable',
      'Condition',
    ],
    [
      'a list with a value that is no scalar',
      { Condition: { StringEquals: { k: ['x', null] } } },
      'Condition is not readable',
      'Condition',
    ],
    [
      'operators that differ only in case',
      { Condition: { Bool: { k: true }, bool: { k: true } } },
      'differ only in case',
      'Condition.bool',
    ],
    [
      'condition keys that differ only in case',
      { Condition: { Bool: { k: true, K: true } } },
      'differ only in case',
      'Condition.Bool.K',
    ],
    [
      'an element that trust policies lack',
      { Resource: '*' },
      'must not contain Resource',
      'Resource',
    ],
  ])('%s', (_, changes, words, path) => {
    expect(problemsOf(changes)).toContainEqual([
      said(words),
      `Statement[0].${path}`,
      '#0',
    ]);
  });

  it('is called by its Sid, where it has one', () => {
    expect(problemsOf({ Sid: 'Ours', Effect: 'allow' })).toEqual([
      [said('Effect'), 'Statement[0].Effect', 'Ours'],
    ]);
    expect(problemsOf({ Sid: 7, Effect: 'allow' }).map(p => p[2])).toEqual([
      '#0',
      '#0',
    ]);
  });

  it.each<[string, object]>([
    ['a number and a truth value', { Condition: { Bool: { k: [1, true] } } }],
    ['no condition', { Condition: {} }],
    ['an operator without conditions', { Condition: { Bool: {} } }],
    ['a service', { Principal: { Service: 'ec2.amazonaws.com' } }],
    ['a canonical user', { Principal: { CanonicalUser: 'f00d' } }],
    ['several kinds', { Principal: { AWS: '*', Service: ['a', 'b'] } }],
    ['anyone', { Principal: '*' }],
    ['all but some actions', { Action: undefined, NotAction: ['sts:*'] }],
    [
      'keys that differ in case under different operators',
      { Condition: { Bool: { k: 1 }, Null: { K: true } } },
    ],
  ])('may say this: %s', (_, changes) => {
    expect(problemsOf(changes)).toEqual([]);
  });

  it('names nobody of ours by a service or a canonical user', () => {
    const { policy } = parseTrustPolicy(
      policyOf({ Principal: { Service: 'a', CanonicalUser: ['b', 'c'] } }),
    );
    expect(policy!.statements[0].principal).toEqual({
      federated: [],
      aws: [],
      others: ['a', 'b', 'c'],
      anyone: false,
    });
  });
});

describe('a document that breaks the grammar', () => {
  const statement = policyOf({}).Statement[0];

  it.each<[string, object, string, string]>([
    ['no Statement', {}, 'no Statement', 'Statement'],
    [
      'a Statement that is null',
      { Statement: null },
      'no Statement',
      'Statement',
    ],
    [
      'a single statement that is no object',
      { Statement: 'x' },
      'Statement #0 is not an object',
      'Statement',
    ],
    [
      'another Version',
      { Version: '2012-10-18', Statement: statement },
      'Version',
      'Version',
    ],
    [
      'what is no part of a policy',
      { Statements: [], Statement: statement },
      'must not contain Statements',
      'Statements',
    ],
    [
      'two equal Sids',
      {
        Statement: [
          { ...statement, Sid: 'A' },
          { ...statement, Sid: 'B' },
          { ...statement, Sid: 'A' },
        ],
      },
      'same Sid',
      'Statement[2].Sid',
    ],
  ])('%s', (_, document, words, path) => {
    expect(parseTrustPolicy(document).problems).toEqual([
      { kind: 'grammar', message: said(words), path },
    ]);
  });

  it('takes no two missing Sids for equal ones', () => {
    for (const Sid of [undefined, '']) {
      const Statement = [1, 2].map(() => ({ ...statement, Sid }));
      expect(parseTrustPolicy({ Statement }).problems).toEqual([]);
    }
  });

  it('is measured without the blanks, as AWS does', () => {
    const padded = (length: number) => {
      const document = (Sid: string) => ({ Statement: { ...statement, Sid } });
      const rest = JSON.stringify(document('')).length;
      return document('x'.repeat(length - rest));
    };
    const ofLength = (length: number) => [
      parseTrustPolicy(padded(length)),
      parseTrustPolicy(JSON.stringify(padded(length), null, 99)),
    ];
    for (const { problems } of ofLength(16_384)) {
      expect(problems).toEqual([]);
    }
    for (const { problems } of ofLength(16_385)) {
      expect(problems.map(p => p.message)).toEqual([said('longer than AWS')]);
    }
  });

  it('that is no JSON has nothing but a place', () => {
    expect(parseTrustPolicy('{').problems).toEqual([
      {
        kind: 'syntax',
        message: said('not valid JSON'),
        position: { line: 1, column: 2 },
      },
    ]);
  });

  it.each([
    ['as IAM returns it', (text: string) => encodeURIComponent(text)],
    ['with blanks before it', (text: string) => `\n\t ${text}`],
    ['with blanks, as IAM returns it', (t: string) => `%0A ${encodeURI(t)}`],
  ])('that is good can be edited: %s', (_, write) => {
    // Only what IAM encodes has percent signs that mean something else.
    const good = policyOf({ Condition: { StringEquals: { k: '%41' } } });
    expect(decodeTrustPolicy(write(JSON.stringify(good)))).toEqual(good);
  });

  it.each(['{', '{}', '%', '%5B%5D'])('is not edited: %s', text => {
    expect(() => decodeTrustPolicy(text)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: said("can't be read: "),
      }),
    );
  });
});
