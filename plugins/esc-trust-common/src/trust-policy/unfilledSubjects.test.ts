import { SubjectPart } from '../claims/types';
import { SUB, when } from './__testUtils__/policies';
import { decide, START, SUBJECT } from './__testUtils__/unfilledSubject';
import { Effect } from './types';

const allow = 'allow';
const deny = 'implicit-deny';
const depends = 'depends';
const unknown = 'unknown';

describe('a subject with a part that only the opening knows', () => {
  // Rule: values of a key are alternatives; negated operators are NOR.
  it.each<[string, object, Effect]>([
    [
      'one of several exact values may fit',
      { StringEquals: { [SUB]: [`${START}bob`, 'x'] } },
      depends,
    ],
    [
      'none of several exact values can fit',
      { StringEquals: { [SUB]: ['y', 'x'] } },
      deny,
    ],
    [
      'the one exact value that cannot fit',
      { StringEquals: { [SUB]: 'x' } },
      deny,
    ],
    [
      'the first pattern may fit, the second cannot',
      { StringLike: { [SUB]: [`${START}a*`, 'x*'] } },
      depends,
    ],
    [
      'the first pattern cannot fit, the second may',
      { StringLike: { [SUB]: ['x*', `${START}a*`] } },
      depends,
    ],
    [
      'the first pattern may fit, the second always does',
      { StringLike: { [SUB]: [`${START}a*`, `${START}*`] } },
      allow,
    ],
    [
      'a question mark is one character, the user may have more',
      { StringLike: { [SUB]: `${START}?` } },
      depends,
    ],
    [
      'question marks stand for known characters too',
      { StringLike: { [SUB]: `?ulumi:*:p?e:pulumi.user.login:*` } },
      allow,
    ],
    [
      'a pattern that ends before the unknown part',
      { StringLike: { [SUB]: START } },
      depends,
    ],
    [
      'a pattern that ends before the known part does',
      { StringLike: { [SUB]: START.slice(0, -1) } },
      deny,
    ],
    [
      'without regard to case',
      {
        StringEqualsIgnoreCase: { [SUB]: `${START.toUpperCase()}bob` },
      },
      depends,
    ],
    [
      'without regard to case, another environment',
      {
        StringEqualsIgnoreCase: {
          [SUB]: `${START.replace('p/e', 'p/f').toUpperCase()}bob`,
        },
      },
      deny,
    ],
    [
      'negated, without regard to case',
      {
        StringNotEqualsIgnoreCase: { [SUB]: `${START.toUpperCase()}bob` },
      },
      depends,
    ],
    [
      'negated, of values that cannot fit',
      { StringNotLike: { [SUB]: ['x*', 'y*'] } },
      allow,
    ],
    // User Guide: what an operator can't read matches nothing, even negated;
    // an address is another matter.
    [
      'it is no number, whoever opens it',
      { NumericEquals: { [SUB]: 10 } },
      deny,
    ],
    ['nor is it another number', { NumericNotEquals: { [SUB]: 10 } }, deny],
    ['it is no date', { DateNotEquals: { [SUB]: '2026' } }, deny],
    ['it is no address', { IpAddress: { [SUB]: '0.0.0.0/0' } }, deny],
    [
      'what is no address lies in no network',
      { NotIpAddress: { [SUB]: '0.0.0.0/0' } },
      allow,
    ],
    ['it is no truth value', { Bool: { [SUB]: 'true' } }, deny],
    ['it is there', { Null: { [SUB]: 'false' } }, allow],
    // User Guide, ARN condition operators: the six parts are matched apart.
    [
      'ARN: the last part takes the user',
      { ArnLike: { [SUB]: 'pulumi:*:*:acme:*:p/e:*' } },
      allow,
    ],
    [
      'ARN: the last part may name the user',
      { ArnLike: { [SUB]: 'pulumi:*:*:acme:*:p/e:pulumi.user.login:bob' } },
      depends,
    ],
    [
      'ARN: the last part names another environment',
      { ArnLike: { [SUB]: 'pulumi:*:*:acme:*:p/f:*' } },
      deny,
    ],
    [
      'ARN: a part before differs',
      { ArnLike: { [SUB]: 'pulumi:*:*:other:*:*' } },
      deny,
    ],
    ['ARN: fewer parts', { ArnLike: { [SUB]: 'pulumi:*' } }, deny],
    [
      'ARN, negated: the last part may name the user',
      { ArnNotLike: { [SUB]: 'pulumi:*:*:acme:*:p/e:pulumi.user.login:bob' } },
      depends,
    ],
  ])('%s', (_, condition, expected) => {
    expect(decide(when(condition)).effect).toBe(expected);
  });

  it.each<[string, SubjectPart[], string, Effect]>([
    [
      'one that could move the parts behind it',
      ['pulumi:', { attribute: 'pulumi.user.login' }, ':a:b:c:d'],
      '*:*:*:*:*:*',
      unknown,
    ],
    [
      'one that could bring the missing parts',
      ['pulumi:a', { attribute: 'pulumi.user.login' }],
      '*:*:*:*:*:*',
      unknown,
    ],
    [
      'no pattern of an ARN: nothing matches it',
      ['pulumi:a', { attribute: 'pulumi.user.login' }],
      '*',
      deny,
    ],
    ['a text with too few parts', ['pulumi:a'], '*:*:*:*:*:*', deny],
  ])('ARN operators: %s', (_, subject, pattern, expected) => {
    const condition = when({ ArnLike: { [SUB]: pattern } });
    expect(decide(condition, subject).effect).toBe(expected);
  });

  it.each<[string, SubjectPart[]]>([
    ['starts with what is not known', [{ attribute: 'x' }, ':a']],
    ['starts as no subject of Pulumi does', ['1', { attribute: 'x' }]],
  ])('may be a number when it %s', (_, subject) => {
    for (const operator of ['NumericEquals', 'NumericNotEquals']) {
      expect(decide(when({ [operator]: { [SUB]: 10 } }), subject).effect).toBe(
        unknown,
      );
    }
  });

  // User Guide, variables: the value takes the variable's place.
  it.each<[string, object, Effect]>([
    [
      'may become the value of another key',
      { StringEquals: { 'x:who': `\${${SUB}}` } },
      depends,
    ],
    [
      'may become it but for the case',
      { StringEqualsIgnoreCase: { 'x:WHO': `\${${SUB}}`.toUpperCase() } },
      depends,
    ],
    [
      'may become it in capitals',
      { StringEqualsIgnoreCase: { 'x:shout': `\${${SUB}}` } },
      depends,
    ],
    [
      'cannot become it in capitals where case matters',
      { StringEquals: { 'x:shout': `\${${SUB}}` } },
      deny,
    ],
    [
      'may be what a variable completes, without regard to case',
      { StringEqualsIgnoreCase: { [SUB]: `${START.toUpperCase()}\${x:end}` } },
      depends,
    ],
    [
      'cannot become it with another end',
      { StringEquals: { 'x:who': `\${${SUB}}x` } },
      deny,
    ],
    [
      'may match beside a variable that only AWS knows',
      { StringLike: { 'x:who': ['${aws:username}', `\${${SUB}}`] } },
      unknown,
    ],
    [
      'may match before a variable that only AWS knows',
      { StringLike: { 'x:who': [`\${${SUB}}`, '${aws:username}'] } },
      unknown,
    ],
    [
      'all of several values: one never fits',
      { 'ForAllValues:StringEquals': { 'x:list': `\${${SUB}}` } },
      deny,
    ],
    [
      'all of several values: each may fit',
      { 'ForAllValues:StringEquals': { 'x:users': `\${${SUB}}` } },
      depends,
    ],
    [
      'any of several values: one may fit',
      { 'ForAnyValue:StringEquals': { 'x:list': `\${${SUB}}` } },
      depends,
    ],
    [
      'all of several values: one only AWS knows',
      {
        'ForAllValues:StringEquals': {
          'x:list': [`${START}bob`, '${aws:username}'],
        },
      },
      unknown,
    ],
    [
      'any of several values: one surely fits, whatever AWS knows',
      {
        'ForAnyValue:StringEquals': {
          'x:list': [`${START}bob`, '${aws:username}'],
        },
      },
      allow,
    ],
    [
      'any of several values: none surely fits, one only AWS knows',
      { 'ForAnyValue:StringEquals': { 'x:list': '${aws:username}' } },
      unknown,
    ],
  ])('as a variable: %s', (_, condition, expected) => {
    const context = {
      'x:who': `${START}bob`,
      'x:shout': `${START}bob`.toUpperCase(),
      'x:end': 'BOB',
      'x:list': [`${START}bob`, 'other'],
      'x:users': [`${START}bob`, `${START}eve`],
    };
    expect(decide(when(condition), SUBJECT, context).effect).toBe(expected);
  });
});
