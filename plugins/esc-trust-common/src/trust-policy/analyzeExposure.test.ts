import {
  C,
  CURRENT,
  exposureOf,
  Meant,
  O,
  ROOT,
} from './__testUtils__/exposureOf';
import { AUD, exactly, PROVIDER, SUB, when } from './__testUtils__/policies';

const exact = exactly('aws:acme', `${O}payments/prod`);

describe('analyzeExposure', () => {
  it.each<[string, object | object[], Meant?]>([
    ['exact claims', exact],
    [
      'exact custom claims',
      exactly('aws:acme', `${CURRENT}payments/prod`),
      { attributes: ['currentEnvironment.name'] },
    ],
    [
      'one user of the environment',
      exactly('aws:acme', `${CURRENT}payments/prod:pulumi.user.login:personA`),
      { attributes: ['currentEnvironment.name', 'pulumi.user.login'] },
    ],
    [
      'the environment that imports it',
      exactly('aws:acme', `${ROOT}payments/all`),
      {
        attributes: ['rootEnvironment.name'],
        opening: {
          kind: 'import',
          root: { organization: 'acme', project: 'payments', name: 'all' },
        },
      },
    ],
    [
      'AWS principals, which are no question of claims',
      [exact, { Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }],
    ],
    [
      'a pair that no token can carry',
      exactly(
        ['aws:acme', 'aws:other', 'azure:other', 'other'],
        `${O}payments/prod`,
      ),
    ],
    [
      // One organization, or two: in either case no stranger has this token.
      'an organization that differs in case',
      exactly(['aws:acme', 'aws:ACME'], `${O}payments/prod`),
    ],
    [
      'a pattern that only the intended environment matches',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringLike: { [SUB]: 'pulumi:environments:org:*:env:payments/prod' },
      }),
    ],
    [
      'an audience that has neither of the two forms',
      exactly(['aws:acme', 'a:b:c'], `${O}payments/prod`),
    ],
    [
      'text that is no Pulumi subject',
      exactly('aws:acme', [`${O}payments/prod`, 'repo:acme/app:ref:main']),
    ],
    [
      'a Deny for all but one environment',
      [
        when({ StringEquals: { [AUD]: 'aws:acme' } }),
        {
          Effect: 'Deny',
          ...when({ StringNotEquals: { [SUB]: `${O}payments/prod` } }),
        },
      ],
    ],
    [
      'a pattern of which a Deny leaves nothing else',
      [
        when({
          StringEquals: { [AUD]: 'aws:acme' },
          StringLike: { [SUB]: `${O}payments/*` },
        }),
        {
          Effect: 'Deny',
          ...when({ StringNotLike: { [SUB]: '*/prod' } }),
        },
      ],
    ],
    [
      'a stranger whom a Deny keeps out',
      [
        exactly('aws:acme', [`${O}payments/prod`, `${O}payments/dev`]),
        {
          Effect: 'Deny',
          ...when({ StringEquals: { [SUB]: `${O}payments/dev` } }),
        },
      ],
    ],
    [
      'a statement for another provider',
      [exact, { Principal: { Federated: `${PROVIDER}/v2` } }],
    ],
  ])('%s: intended', (_, statements, meant = {}) => {
    expect(exposureOf(statements, meant)).toEqual(['intended']);
  });

  it.each<[string, object | object[], RegExp, Meant?]>([
    [
      'the audience alone (the seed document)',
      when({ StringEquals: { [AUD]: 'aws:acme' } }),
      /Environments of other projects/,
    ],
    [
      'a wildcard audience',
      when({ StringLike: { [AUD]: 'aws:acme*', [SUB]: 'pulumi:*' } }),
      /Another organization/,
    ],
    ['no condition at all', {}, /Another organization/],
    [
      'the whole organization',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringLike: { [SUB]: `${O}*` },
      }),
      /Every environment of acme that a Pulumi stack opens/,
    ],
    [
      'a project that starts alike',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringLike: { [SUB]: `${O}pay*` },
      }),
      /Environments of other projects/,
    ],
    [
      'the whole project',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringLike: { [SUB]: `${O}payments/*` },
      }),
      /Another environment of the project payments/,
    ],
    [
      'one character too many',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringLike: { [SUB]: `${O}payments/pro?` },
      }),
      /Another environment of the project payments/,
    ],
    [
      'any stack',
      when({
        StringEquals: {
          [AUD]: 'aws:acme',
          [SUB]: [`${O}payments/prod`, `${O}<yaml>`],
        },
      }),
      /Pulumi stack/,
    ],
    [
      'the bare organization as audience',
      when({ StringEquals: { [AUD]: 'acme' } }),
      /Pulumi Deployments of acme/,
    ],
    [
      'a second statement',
      [
        exact,
        when({ StringEquals: { [AUD]: 'aws:acme', [SUB]: `${O}other/x` } }),
      ],
      /for example acme\/other\/x/,
    ],
    [
      'further attributes where a user is expected',
      exactly('aws:acme', [
        `${C}:pulumi.user.login:bob:rootEnvironment.name:payments/prod`,
        `${C}:pulumi.user.login:bob:currentEnvironment.name:evil/x:rootEnvironment.name:payments/prod`,
      ]),
      /for example acme\/evil\/x/,
      { attributes: ['pulumi.user.login', 'rootEnvironment.name'] },
    ],
    [
      'every importing environment',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringLike: { [SUB]: `${O}*` },
      }),
      /Pulumi stack/,
      { opening: { kind: 'import' } },
    ],
  ])('%s: wider', (_, statements, why, meant = {}) => {
    const [verdict, ...witnesses] = exposureOf(statements, meant);
    expect(verdict).toBe('wider');
    expect(witnesses.join('\n')).toMatch(why);
  });

  it('tells wide policies at once, even with many strangers to try', () => {
    const patterns = Array.from({ length: 80 }, (_, i) => `${CURRENT}p${i}/e*`);
    const [verdict] = exposureOf(
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringLike: { [SUB]: patterns },
      }),
    );
    expect(verdict).toBe('wider');
  });
});
