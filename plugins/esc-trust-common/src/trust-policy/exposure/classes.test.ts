import { claimsFor } from '../../claims/claimsFor';
import { ClaimsTemplate, Opening } from '../../claims/types';
import { AUD, policyOf, PROVIDER, SUB, when } from '../__testUtils__/policies';
import { intentionOf } from '../intention';
import { parseTrustPolicy } from '../parseTrustPolicy';
import { PatternAutomaton } from './automaton';
import { automataOf, exact } from './globAutomaton';
import { TokenPolicy } from './tokenPolicy';

const O = 'pulumi:environments:org:acme:env:';
const C = 'pulumi:environments:pulumi.organization.login:acme';
const parsed = (statements: object | object[], version?: string) =>
  parseTrustPolicy(policyOf(statements, version)).policy!;
const claims = (
  attributes: string[],
  project = 'p',
  opening: Opening = { kind: 'direct' },
): ClaimsTemplate[] =>
  claimsFor({
    environment: { organization: 'acme', project, name: 'e' },
    login: { subjectAttributes: attributes },
    opening,
  });

/** The class of a text among those that the automata tell apart. */
function classOf(automaton: PatternAutomaton, text: string): number {
  return automaton.signature(automaton.read(automaton.start, text));
}

describe('PatternAutomaton', () => {
  it('reads classes of characters', () => {
    const automaton = new PatternAutomaton([
      [
        { class: 'name', repeated: false },
        { class: 'vendor', repeated: true },
      ],
      [{ class: 'no-colon', repeated: true }, { characters: ':' }],
    ]);
    const seen = ['a', 'a-', '.', '..', 'a:', ':', '::', '/', ''].map(text => [
      text,
      classOf(automaton, text) !== 0,
    ]);
    expect(Object.fromEntries(seen)).toEqual({
      a: true,
      'a-': true,
      '.': true,
      '..': false,
      'a:': true,
      ':': true,
      '::': false,
      '/': false,
      '': false,
    });
  });

  it('takes letters in both cases where case does not matter', () => {
    const automaton = new PatternAutomaton([exact('Aß1-z', true)]);
    for (const text of ['aß1-z', 'Aß1-Z']) {
      expect(classOf(automaton, text)).not.toBe(0);
    }
    for (const text of ['aSS1-z', 'aß1-', 'aß1-zz', 'AS1-Z']) {
      expect(classOf(automaton, text)).toBe(0);
    }
  });
});

describe('automataOf', () => {
  const SUBJECTS = [
    `${O}p/e`,
    `${O}p/f`,
    `${O}<yaml>`,
    C,
    ...[
      'currentEnvironment.name:p/e',
      'currentEnvironment.name:p/f',
      'currentEnvironment.name:p/e:pulumi.user.login:bob',
      'currentEnvironment.name:p/e:pulumi.user.login:',
      'currentEnvironment.name:p/e:pulumi.user.login:bob:x',
      'rootEnvironment.name:a',
      'rootEnvironment.name:a/b',
      'rootEnvironment.name:a/b/c',
      'rootEnvironment.name:',
      'rootEnvironment.name:a/',
      'rootEnvironment.name:/a',
      'rootEnvironment.name:a:b',
      'rootEnvironment.name:a:pulumi.user.login:bob',
      'rootEnvironment.name:a/b:pulumi.user.login:',
      'rootEnvironment.name:a/b:pulumi.user.login:bob:x',
      'pulumi.stack:a',
      'pulumi.stack:a:b',
    ].map(rest => `${C}:${rest}`),
  ];

  it.each([
    [[]],
    [['currentEnvironment.name']],
    [['currentEnvironment.name', 'pulumi.user.login']],
    [['rootEnvironment.name']],
    [['rootEnvironment.name', 'pulumi.user.login']],
    [['pulumi.stack']],
  ])('tell apart what is meant and what is not: %j', attributes => {
    const intended = claims(attributes, 'p', { kind: 'import' });
    const intention = intentionOf(intended);
    for (const foldsSubjects of [false, true]) {
      const { subject: automaton } = automataOf(parsed({}), intended, {
        identityProviderArn: PROVIDER,
        foldsSubjects,
      });
      const classes = new Map<number, string>();
      for (const subject of SUBJECTS) {
        const meant = intention({ audience: 'aws:acme', subject });
        const same = classes.get(classOf(automaton, subject));
        expect([subject, same ?? meant]).toEqual([subject, meant]);
        classes.set(classOf(automaton, subject), meant);
      }
      expect([...new Set(classes.values())].length).toBeGreaterThan(1);
    }
  });

  it.each([
    ['p', 'aws:acme'],
    ['default', 'acme'],
  ])('know the organization in every form: %s', (project, own) => {
    const { audience, subject } = automataOf(parsed({}), claims([], project), {
      identityProviderArn: PROVIDER,
      foldsSubjects: true,
    });
    const intended = classOf(audience, own);
    for (const form of ['aws:acme', 'acme', 'aws:ACME', 'Acme']) {
      expect([form, classOf(audience, form)]).not.toEqual([form, 0]);
    }
    for (const form of ['aws:ACME', 'ACME', 'aws:other', 'aws:acme2', 'acm']) {
      expect([form, classOf(audience, form)]).not.toEqual([form, intended]);
    }
    for (const other of ['aws:acm', 'aws:other', 'AWS:acme', '', 'aws:']) {
      expect([other, classOf(audience, other)]).toEqual([other, 0]);
    }
    // Thinkable tokens may spell it in another way in the subject.
    const name = project === 'p' ? 'p/e' : 'e';
    const spelt = (organization: string, rest = name) =>
      classOf(subject, `pulumi:environments:org:${organization}:env:${rest}`);
    expect(spelt('ACME')).not.toBe(0);
    expect(spelt('ACME')).not.toBe(spelt('acme'));
    expect(spelt('ACME', name.toUpperCase())).toBe(0);
    expect(spelt('acme2')).toBe(0);
  });

  it('do not look at the case of subjects for documented tokens', () => {
    const { subject } = automataOf(parsed({}), claims([]), {
      identityProviderArn: PROVIDER,
      foldsSubjects: false,
    });
    expect(classOf(subject, `${O}p/e`)).not.toBe(0);
    expect(classOf(subject, `${O.replace('acme', 'ACME')}p/e`)).toBe(0);
  });
});

describe('TokenPolicy', () => {
  const token = (audience: string, subject: string) => ({
    audience,
    subject,
    audienceClass: 1,
    subjectClass: 1,
  });

  it.each<[string, object, boolean]>([
    ['another audience', { StringEquals: { [AUD]: 'aws:other' } }, true],
    ['another subject', { StringLike: { [SUB]: 'x*' } }, true],
    ['a guard against it', { StringNotEquals: { [SUB]: 's' } }, true],
    ['that it is missing', { Null: { [SUB]: 'true' } }, true],
    ['a key that no token has', { StringEquals: { 'x:sub': 's' } }, true],
    [
      'what it says',
      { StringEquals: { [AUD]: 'aws:acme', [SUB]: 's' } },
      false,
    ],
    ['what only AWS knows', { Bool: { 'aws:SecureTransport': true } }, false],
    // One token of a class says nothing about the others in these.
    ['an ARN', { ArnLike: { [SUB]: 'a:b:c:d:e:f' } }, false],
    ['a variable', { StringEquals: { [SUB]: 'x${aws:username}' } }, false],
    ['a number', { NumericEquals: { [SUB]: 1 } }, false],
    // What it does is unknown, even if another condition fails.
    [
      'an operator that nobody knows',
      { Magic: { [SUB]: 'x' }, StringEquals: { [AUD]: 'x' } },
      false,
    ],
  ])('refuses a token when a statement demands %s: %s', (_, Condition, no) => {
    const policy = new TokenPolicy(parsed(when(Condition)), PROVIDER);
    expect(policy.isRefused(token('aws:acme', 's'))).toBe(no);
    // A class is decided once, for it holds nothing that differs.
    expect(policy.isRefused(token('aws:acme', 's'))).toBe(no);
  });

  it('takes variables for text in the old version', () => {
    const statement = when({ StringEquals: { [SUB]: 'x${aws:username}' } });
    for (const [version, refused] of [
      ['2012-10-17', false],
      ['2008-10-17', true],
    ] as const) {
      const policy = new TokenPolicy(parsed(statement, version), PROVIDER);
      expect(policy.isRefused(token('aws:acme', 's'))).toBe(refused);
    }
  });

  it.each<[string, object | object[], boolean]>([
    [
      'its subject',
      when({ StringEquals: { [AUD]: 'aws:acme', [SUB]: 'x' } }),
      false,
    ],
    [
      'its audience',
      when({ StringEquals: { [AUD]: 'aws:other', [SUB]: 'x' } }),
      true,
    ],
    [
      'a Deny of its audience',
      [
        {},
        { Effect: 'Deny', ...when({ StringEquals: { [AUD]: 'aws:acme' } }) },
      ],
      true,
    ],
    [
      'a Deny of its subject',
      [{}, { Effect: 'Deny', ...when({ StringEquals: { [SUB]: '' } }) }],
      false,
    ],
    [
      'an ARN in its audience',
      when({ ArnLike: { [AUD]: 'a:b:c:d:e:f' } }),
      false,
    ],
  ])('gives an audience up only for %s', (_, statements, lost) => {
    const policy = new TokenPolicy(parsed(statements), PROVIDER);
    expect(policy.isLost(token('aws:acme', ''))).toBe(lost);
    expect(policy.isLost(token('aws:acme', ''))).toBe(lost);
  });

  it('judges each class by itself', () => {
    const policy = new TokenPolicy(
      parsed(when({ StringEquals: { [AUD]: 'aws:acme' } })),
      PROVIDER,
    );
    const other = { ...token('aws:other', ''), audienceClass: 2 };
    expect(policy.isLost(token('aws:acme', ''))).toBe(false);
    expect(policy.isLost(other)).toBe(true);
    expect(policy.isRefused(token('aws:acme', ''))).toBe(false);
    expect(policy.isRefused(other)).toBe(true);
  });
});
