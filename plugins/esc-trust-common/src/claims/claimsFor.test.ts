import { claimsFor } from './claimsFor';
import { EnvironmentRef } from './environment';
import { Opening, renderSubject } from './types';

const O = 'pulumi:environments:org:contoso:env:';
const C = 'pulumi:environments:pulumi.organization.login:contoso';
const user = 'pulumi.user.login';
const current = 'currentEnvironment.name';

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
});
