import { claimsFor } from './claimsFor';
import { EnvironmentRef } from './environment';
import { Opening, renderSubject } from './types';

const O = 'pulumi:environments:org:contoso:env:';
const C = 'pulumi:environments:pulumi.organization.login:contoso';
const user = 'pulumi.user.login';
const current = 'currentEnvironment.name';
const root = 'rootEnvironment.name';

function env(project: string, name: string): EnvironmentRef {
  return { organization: 'contoso', project, name };
}

function candidates(
  environment: EnvironmentRef,
  subjectAttributes?: string[],
  opening?: Opening,
) {
  return claimsFor({
    environment,
    login: { subjectAttributes },
    opening,
  }).map(c => [c.audience, renderSubject(c.subject), c.certainty]);
}

describe('claimsFor', () => {
  // Each row: Pulumi's "Configuring OpenID Connect for AWS" and the schemas of
  // aws-login and of the context.
  it.each<[string, () => unknown, string[][]]>([
    [
      'default subject, opened directly',
      () => candidates(env('project', 'development')),
      [['aws:contoso', `${O}project/development`, 'documented']],
    ],
    [
      'the legacy default project: no prefix, no project',
      () => candidates(env('default', 'development')),
      [['contoso', `${O}development`, 'documented']],
    ],
    [
      'default subject, opened from a stack',
      () => candidates(env('project', 'development'), [], { kind: 'stack' }),
      [['aws:contoso', `${O}<yaml>`, 'inferred']],
    ],
    [
      'custom subject: attributes in listed order, the user unknown',
      () => candidates(env('project', 'development'), [current, user]),
      [
        [
          'aws:contoso',
          `${C}:${current}:project/development:${user}:{${user}}`,
          'documented',
        ],
      ],
    ],
    [
      'the reversed list gives another subject',
      () => candidates(env('project', 'development'), [user, current]),
      [
        [
          'aws:contoso',
          `${C}:${user}:{${user}}:${current}:project/development`,
          'documented',
        ],
      ],
    ],
    [
      'the legacy project with attributes: two possible names',
      () => candidates(env('default', 'development'), [current]),
      [
        ['contoso', `${C}:${current}:development`, 'documented'],
        ['contoso', `${C}:${current}:default/development`, 'inferred'],
      ],
    ],
    [
      'an import shows the name exactly as it is written',
      () =>
        candidates(env('p', 'e'), [current], {
          kind: 'import',
          importedAs: 'p/e@stable',
        }),
      [['aws:contoso', `${C}:${current}:p/e@stable`, 'documented']],
    ],
    [
      'root of an environment in the list of a stack: itself',
      () =>
        candidates(env('project', 'development'), [root], { kind: 'stack' }),
      [['aws:contoso', `${C}:${root}:project/development`, 'inferred']],
    ],
    [
      'current environment in the list of a stack: as written there',
      () =>
        candidates(env('default', 'db'), [current], {
          kind: 'stack',
          importedAs: 'default/db',
        }),
      [['contoso', `${C}:${current}:default/db`, 'inferred']],
    ],
    [
      'a stack lists X, which imports Y: root is X, current as written in X',
      () =>
        candidates(env('p', 'y'), [root, current], {
          kind: 'stack',
          root: env('p', 'x'),
          importedAs: 'p/y@stable',
        }),
      [['aws:contoso', `${C}:${root}:p/x:${current}:p/y@stable`, 'inferred']],
    ],
    [
      'the default subject of what a stack reaches through X: still <yaml>',
      () =>
        candidates(env('p', 'y'), undefined, {
          kind: 'stack',
          root: env('p', 'x'),
          importedAs: 'p/y',
        }),
      [['aws:contoso', `${O}<yaml>`, 'inferred']],
    ],
    [
      'a legacy environment reached from a normal one: its own audience',
      () =>
        candidates(env('default', 'db'), [root], {
          kind: 'import',
          root: env('p', 'x'),
          importedAs: 'db',
        }),
      [['contoso', `${C}:${root}:p/x`, 'documented']],
    ],
    [
      'the root drops the legacy project',
      () =>
        candidates(env('p', 'y'), [root], {
          kind: 'import',
          root: env('default', 'prod'),
          importedAs: 'p/y',
        }),
      [['aws:contoso', `${C}:${root}:prod`, 'documented']],
    ],
    [
      'a version in the list of a stack may show in the root',
      () =>
        candidates(env('p', 'e'), [root], {
          kind: 'stack',
          importedAs: 'p/e@3',
        }),
      [
        ['aws:contoso', `${C}:${root}:p/e`, 'inferred'],
        ['aws:contoso', `${C}:${root}:p/e@3`, 'inferred'],
      ],
    ],
    [
      'a version of X in the list of a stack may show where X imports Y',
      () =>
        candidates(env('p', 'y'), [root], {
          kind: 'stack',
          root: env('p', 'x'),
          rootImportedAs: 'p/x@3',
          importedAs: 'p/y@stable',
        }),
      [
        ['aws:contoso', `${C}:${root}:p/x`, 'inferred'],
        ['aws:contoso', `${C}:${root}:p/x@3`, 'inferred'],
      ],
    ],
    [
      'an import by an unknown importer: its root is a placeholder',
      () => candidates(env('p', 'e'), [root], { kind: 'import' }),
      [['aws:contoso', `${C}:${root}:{${root}}`, 'documented']],
    ],
    [
      'only the user, who is not known',
      () => candidates(env('p', 'e'), [user]),
      [['aws:contoso', `${C}:${user}:{${user}}`, 'documented']],
    ],
    [
      'type and team of the token: known only on opening, never taken for empty',
      () =>
        candidates(env('p', 'e'), ['pulumi.token.type', 'pulumi.token.team']),
      [
        [
          'aws:contoso',
          `${C}:pulumi.token.type:{pulumi.token.type}:pulumi.token.team:{pulumi.token.team}`,
          'documented',
        ],
      ],
    ],
    [
      'an empty list counts as none, as far as anyone knows',
      () => candidates(env('p', 'e'), []),
      [['aws:contoso', `${O}p/e`, 'inferred']],
    ],
    [
      'an attribute that Pulumi does not document',
      () => candidates(env('p', 'e'), ['pulumi.stack']),
      [['aws:contoso', `${C}:pulumi.stack:{pulumi.stack}`, 'inferred']],
    ],
    [
      'the root of an import is the importer',
      () =>
        candidates(env('p', 'e'), ['rootEnvironment.name'], {
          kind: 'import',
          root: env('p', 'importer'),
        }),
      [['aws:contoso', `${C}:rootEnvironment.name:p/importer`, 'documented']],
    ],
    [
      'an import without attributes: root and declaring environment are shown',
      () =>
        candidates(env('p', 'e'), [], {
          kind: 'import',
          root: env('p', 'importer'),
        }),
      [
        ['aws:contoso', `${O}p/importer`, 'inferred'],
        ['aws:contoso', `${O}p/e`, 'inferred'],
      ],
    ],
    [
      'the organization as attribute: with and without repetition',
      () => candidates(env('p', 'e'), ['pulumi.organization.login']),
      [
        ['aws:contoso', `${C}:pulumi.organization.login:contoso`, 'inferred'],
        ['aws:contoso', C, 'inferred'],
      ],
    ],
    [
      'a repeated attribute: nobody knows',
      () => candidates(env('p', 'e'), [current, user, current]),
      [['aws:contoso', `${C}{subjectAttributes}`, 'inferred']],
    ],
    [
      'a list that would make a million candidates',
      () =>
        candidates(env('p', 'e'), Array(20).fill('pulumi.organization.login')),
      [['aws:contoso', `${C}{subjectAttributes}`, 'inferred']],
    ],
    [
      'more attributes than are documented',
      () => candidates(env('p', 'e'), ['a', 'b', 'c', 'd', 'e', 'f', 'g']),
      [['aws:contoso', `${C}{subjectAttributes}`, 'inferred']],
    ],
  ])('%s', (_, actual, expected) => {
    expect(actual()).toEqual(expected);
  });

  it('keeps the issuer it was given', () => {
    const issuer = 'https://pulumi.example.com/oidc';
    expect(claimsFor({ environment: env('p', 'e'), issuer })[0].issuer).toBe(
      issuer,
    );
  });

  // Reference, table of test vectors: "any" opening gives the same subject.
  it.each<Opening>([
    { kind: 'direct' },
    { kind: 'import', root: env('p', 'importer') },
    { kind: 'stack' },
    { kind: 'stack', root: env('p', 'x'), importedAs: 'project/development' },
  ])('the subject of the current environment survives %j', opening => {
    const claims = candidates(
      env('project', 'development'),
      [current, user],
      opening,
    );
    expect(claims.map(([audience, subject]) => [audience, subject])).toEqual([
      ['aws:contoso', `${C}:${current}:project/development:${user}:{${user}}`],
    ]);
  });

  it('writes what is certain in one piece, around what only the opening tells', () => {
    const subjects = claimsFor({
      environment: env('p', 'e'),
      login: { subjectAttributes: [current, user] },
    }).map(({ subject }) => subject);
    expect(subjects).toEqual([
      [`${C}:${current}:p/e:${user}:`, { attribute: user }],
    ]);
  });

  it('shows both names of a legacy environment beside a user', () => {
    expect(candidates(env('default', 'development'), [current, user])).toEqual([
      [
        'contoso',
        `${C}:${current}:development:${user}:{${user}}`,
        'documented',
      ],
      [
        'contoso',
        `${C}:${current}:default/development:${user}:{${user}}`,
        'inferred',
      ],
    ]);
  });

  it.each([
    'https://api.pulumi.com/oidc/v2',
    'https://api.pulumi.com/oidc/v2/',
    'https://pulumi.example.com/oidc/v2',
  ])('makes no claims for %s, which aws-login never uses', issuer => {
    expect(() => claimsFor({ environment: env('p', 'e'), issuer })).toThrow(
      /^aws-login tokens come from https:\/\/\S+\/oidc, never from/,
    );
  });
});
