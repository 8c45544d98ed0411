import { claimsFor } from '../../claims/claimsFor';
import {
  AUD,
  exactly,
  policyOf,
  PROVIDER,
  SUB,
  when,
} from '../__testUtils__/policies';
import { intentionOf } from '../intention';
import { parseTrustPolicy } from '../parseTrustPolicy';
import { exactListsOf } from './exactLists';
import { neighbourhoodOf } from './neighbourhood';
import { Witnesses } from './witnesses';

const O = 'pulumi:environments:org:acme:env:';
const C = 'pulumi:environments:pulumi.organization.login:acme';
const claims = (project: string, name: string, organization = 'acme') =>
  claimsFor({
    environment: { organization, project, name },
    login: { subjectAttributes: ['currentEnvironment.name'] },
  });

describe('Witnesses', () => {
  const intended = claims('p', 'e');
  const collect = (isAdmitted = () => true) =>
    new Witnesses(intended, intentionOf(intended), isAdmitted);

  it.each<[string, string, string, boolean]>([
    ['another environment', 'aws:acme', `${O}p/f`, true],
    [
      'another organization',
      'aws:other',
      `${O.replace('acme', 'other')}p/e`,
      true,
    ],
    ['what is meant', 'aws:acme', `${C}:currentEnvironment.name:p/e`, false],
    ['what may not exist', 'aws:acme', `${O}p/e@stable`, false],
    // Whether case tells organizations apart is not documented.
    [
      'what may be the same organization',
      'aws:Acme',
      `${O.replace('acme', 'Acme')}p/f`,
      false,
    ],
  ])('%s', (_, audience, subject, is) => {
    const witnesses = collect();
    expect(witnesses.offer({ audience, subject })).toBe(is);
    expect(witnesses.size).toBe(is ? 1 : 0);
    const refusing = collect(() => false);
    expect(refusing.offer({ audience, subject })).toBe(false);
  });

  it('keep one of each kind, the farthest first, until there is every kind', () => {
    const witnesses = collect();
    const offered: Array<[string, string]> = [
      ['aws:acme', `${O}p/e`],
      ['aws:acme', `${C}:pulumi.user.login:u`],
      [
        'acme',
        'pulumi:deploy:org:acme:project:p:stack:s:operation:update:scope:write',
      ],
      ['aws:acme', `${O}<yaml>`],
      ['aws:acme', `${O}p/f`],
      ['aws:acme', `${O}p/later`],
      ['aws:acme', `${O}q/e`],
    ];
    for (const [audience, subject] of offered) {
      expect(witnesses.offer({ audience, subject })).toBe(true);
      expect(witnesses.isComplete).toBe(false);
    }
    witnesses.offer({
      audience: 'aws:other',
      subject: `${O.replace('acme', 'other')}p/e`,
    });
    expect(witnesses.isComplete).toBe(true);
    expect(witnesses.list().map(w => w.subject)).toEqual([
      `${O.replace('acme', 'other')}p/e`,
      `${O}q/e`,
      `${O}p/f`,
      `${O}<yaml>`,
      offered[2][1],
      `${C}:pulumi.user.login:u`,
      `${O}p/e`,
    ]);
  });
});

describe('neighbourhoodOf', () => {
  const texts = (words: Array<{ text: string }>) => words.map(w => w.text);

  it('is made of the intended names and of what looks like them', () => {
    const near = neighbourhoodOf(claims('payments', 'prod'));
    expect(texts(near.organizations)).toEqual([
      'another-organization',
      'acme',
      'acme-2',
      'other-acme',
    ]);
    expect(near.projects).toEqual([
      { text: 'some-project', mark: 'project' },
      { text: 'payments' },
      { text: 'payments-2', mark: 'project' },
      { text: 'other-payments', mark: 'project' },
    ]);
    expect(near.names).toEqual([
      { text: 'some-environment', mark: 'name' },
      { text: 'prod' },
      { text: 'prod-2', mark: 'name' },
      { text: 'other-prod', mark: 'name' },
    ]);
    expect(texts(near.legacyNames)).toEqual(['some-environment']);
  });

  it('takes no intended name for one that only looks like it', () => {
    const near = neighbourhoodOf([
      ...claims('a', 'x'),
      ...claims('a', 'x-2'),
      ...claims('a', 'some-environment'),
    ]);
    expect(texts(near.names)).toEqual([
      'some-environment',
      'x',
      'other-x',
      'x-2',
      'x-2-2',
      'other-x-2',
    ]);
    expect(texts(near.projects)).toHaveLength(4);
  });

  it('is of a few names, when many are intended', () => {
    const near = neighbourhoodOf(
      ['a', 'b', 'c', 'd'].flatMap(name => claims('p', name)),
    );
    expect(texts(near.names)).not.toContain('d');
    expect(texts(near.names)).toContain('c');
  });

  it('knows the names of the legacy project apart', () => {
    const near = neighbourhoodOf(
      claimsFor({
        environment: { organization: 'acme', project: 'default', name: 'db' },
      }),
    );
    expect(texts(near.legacyNames)).toEqual([
      'some-environment',
      'db',
      'db-2',
      'other-db',
    ]);
    expect(texts(near.projects)).toEqual(['some-project']);
    expect(texts(near.names)).toEqual(['some-environment']);
  });
});

describe('exactListsOf', () => {
  const listsOf = (statements: object | object[], version?: string) =>
    exactListsOf(
      parseTrustPolicy(policyOf(statements, version)).policy!,
      PROVIDER,
    );

  it('pairs what each Allow lists, the shortest subject first', () => {
    expect(
      listsOf([
        exactly(['a', 'b'], ['long', 's']),
        exactly('a', 'mid'),
        { Effect: 'Deny', ...exactly('c', 'x') },
      ]),
    ).toEqual({
      audiences: ['a', 'b'],
      tokens: [
        { audience: 'a', subject: 's' },
        { audience: 'b', subject: 's' },
        { audience: 'a', subject: 'mid' },
        { audience: 'a', subject: 'long' },
        { audience: 'b', subject: 'long' },
      ],
    });
  });

  it('knows the audiences, when only they are listed', () => {
    expect(
      listsOf([exactly('a', 's'), when({ StringEquals: { [AUD]: 'b' } })]),
    ).toEqual({ audiences: ['a', 'b'] });
    expect(
      listsOf([exactly('a', 's'), when({ StringEquals: { [SUB]: 's' } })]),
    ).toEqual({});
  });

  it.each([
    ['2012-10-17', undefined],
    ['2008-10-17', ['s', '${k}']],
  ])(
    'takes a variable for text only in the old version: %s',
    (version, subjects) => {
      expect(
        listsOf(exactly('a', ['s', '${k}']), version).tokens?.map(
          t => t.subject,
        ),
      ).toEqual(subjects);
    },
  );

  it('leaves more than a thousand pairs to the search', () => {
    const subjects = Array.from({ length: 500 }, (_, i) => `s${i}`);
    expect(listsOf(exactly(['a', 'b'], subjects)).tokens).toHaveLength(1_000);
    expect(listsOf([exactly(['a', 'b'], subjects), exactly('a', 's')])).toEqual(
      { audiences: ['a', 'b'] },
    );
  });
});
