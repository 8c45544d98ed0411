import { AUD, policyOf, PROVIDER, SUB, when } from './__testUtils__/policies';
import { decide, START, SUBJECT } from './__testUtils__/unfilledSubject';
import { evaluateTrustPolicy } from './evaluateTrustPolicy';
import { parseTrustPolicy } from './parseTrustPolicy';
import { Effect, TrustPolicyRequest } from './types';

const allow = 'allow';
const deny = 'implicit-deny';
const depends = 'depends';
const unknown = 'unknown';

describe('what several statements say together', () => {
  const yes = {};
  const no = when({ StringEquals: { [AUD]: 'x' } });
  const perhaps = when({ StringEquals: { [SUB]: `${START}bob` } });
  const riddle = when({ IpAddress: { 'aws:SourceIp': '10.0.0.1' } });
  const denying = (statement: object) => ({ ...statement, Effect: 'Deny' });

  // User Guide, evaluation logic: any Allow suffices, any Deny wins.
  it.each<[string, object[], Effect]>([
    ['an Allow beside one that cannot be decided', [yes, riddle], allow],
    ['the same in the other order', [riddle, yes], allow],
    ['an Allow beside one that depends', [yes, perhaps], allow],
    ['the same in the other order', [perhaps, yes], allow],
    ['an Allow that depends beside none', [perhaps, no], depends],
    ['the same in the other order', [no, perhaps], depends],
    ['undecided beside none', [no, riddle], unknown],
    ['the same in the other order', [riddle, no], unknown],
    ['undecided beside one that depends', [riddle, perhaps], unknown],
    ['the same in the other order', [perhaps, riddle], unknown],
    ['an Allow and a Deny that depends', [yes, denying(perhaps)], depends],
    ['both depend', [perhaps, denying(perhaps)], depends],
    [
      'an Allow, a Deny that depends and none',
      [yes, denying(perhaps), denying(no)],
      depends,
    ],
    [
      'an Allow and two Denies, one undecided',
      [yes, denying(perhaps), denying(riddle)],
      unknown,
    ],
    [
      'the same in the other order',
      [yes, denying(riddle), denying(perhaps)],
      unknown,
    ],
    ['no Allow, whatever the Deny', [no, denying(riddle)], deny],
    ['no statement that concerns it', [denying(no)], deny],
    [
      'a Deny after all',
      [yes, denying(perhaps), denying(yes)],
      'explicit-deny',
    ],
  ])('%s', (_, statements, expected) => {
    expect(decide(statements).effect).toBe(expected);
  });

  it.each<[string, object, Effect]>([
    [
      'undecided, then it depends',
      { ...riddle.Condition, ...perhaps.Condition },
      unknown,
    ],
    [
      'it depends, then undecided',
      { ...perhaps.Condition, ...riddle.Condition },
      unknown,
    ],
    [
      'it depends, then it holds',
      { ...perhaps.Condition, StringLike: { [AUD]: '*' } },
      depends,
    ],
    [
      'it holds, then it depends',
      { StringLike: { [AUD]: '*' }, ...perhaps.Condition },
      depends,
    ],
  ])('conditions of one statement: %s', (_, condition, expected) => {
    expect(decide(when(condition)).effect).toBe(expected);
  });
});

describe('why a statement applies or not', () => {
  it.each<[string, object, string]>([
    [
      'its action',
      { Action: 'sts:TagSession' },
      "its actions don't cover sts:AssumeRoleWithWebIdentity",
    ],
    [
      'its principal',
      { Principal: { Federated: 'x' } },
      `its principal isn't ${PROVIDER}`,
    ],
    [
      'a principal of which nobody knows',
      { Principal: '*' },
      `whether its principal covers ${PROVIDER} is not documented`,
    ],
    [
      'a condition before the principal of which nobody knows',
      { Principal: '*', ...when({ StringEquals: { [AUD]: 'x' } }) },
      `StringEquals ${AUD} expects "x"; the token says "aws:acme"`,
    ],
    [
      'several values, and a user to come',
      when({ StringEquals: { [SUB]: ['x', 'y'] } }),
      `StringEquals ${SUB} expects "x" or "y"; the token says "${START}{pulumi.user.login}"`,
    ],
    [
      'an empty list',
      when({ StringEquals: { [SUB]: [] } }),
      `StringEquals ${SUB} expects nothing; the token says "${START}{pulumi.user.login}"`,
    ],
    [
      'a key that is never there',
      when({ StringEquals: { 'other.com:sub': 'x' } }),
      'StringEquals other.com:sub expects "x"; no Pulumi token carries this key',
    ],
    [
      'a key that AWS fills',
      when({ StringEquals: { 'aws:username': 'x' } }),
      'StringEquals aws:username expects "x"; its value is known only to AWS',
    ],
    [
      'a key that the request states',
      when({ StringEquals: { 'x:name': 'x' } }),
      'StringEquals x:name expects "x"; the request says "y"',
    ],
    [
      'an operator that nobody knows, whatever else fails',
      when({ StringEquals: { [AUD]: 'x' }, Magic: { [AUD]: 'y' } }),
      `Magic ${AUD} expects "y"; the token says "aws:acme"`,
    ],
    [
      'the first of the conditions that decide',
      when({
        StringLike: { [AUD]: '*' },
        StringEquals: { [AUD]: 'x', [SUB]: 'y' },
      }),
      `StringEquals ${AUD} expects "x"; the token says "aws:acme"`,
    ],
    ['all of it', {}, 'principal, action and every condition match'],
  ])('%s', (_, statement, reason) => {
    const { statements } = decide(statement, SUBJECT, { 'x:name': 'y' });
    expect(statements.map(s => s.reason)).toEqual([reason]);
  });

  it('another call than that of the tokens', () => {
    const { policy } = parseTrustPolicy(policyOf({}));
    const { effect, statements } = evaluateTrustPolicy(policy!, {
      principal: { federated: PROVIDER },
      claims: { audience: 'aws:acme', subject: SUBJECT },
      action: 'sts:SetSourceIdentity',
    });
    expect([effect, statements[0].reason]).toEqual([
      deny,
      "its actions don't cover sts:SetSourceIdentity",
    ]);
  });

  it.each<[object, Effect]>([
    [{ StringEquals: { 'x:name': 'y' } }, deny],
    [{ StringEquals: { 'aws:username': 'y' } }, unknown],
    [{ Null: { 'aws:username': 'true' } }, unknown],
    [{ Null: { 'x:name': 'true' } }, allow],
  ])(
    'takes a value that is left undefined for none: %j',
    (condition, expected) => {
      // What was read from JSON may be anything.
      const context = {
        'x:name': undefined,
        'aws:username': undefined,
      } as unknown as TrustPolicyRequest['context'];
      expect(decide(when(condition), SUBJECT, context).effect).toBe(expected);
    },
  );
});
