import { claimsFor } from '../claims/claimsFor';
import { analyzeExposure } from './analyzeExposure';
import { parseTrustPolicy } from './parseTrustPolicy';

const PROVIDER = 'arn:aws:iam::123456789012:oidc-provider/api.pulumi.com/oidc';
const AUD = 'api.pulumi.com/oidc:aud';
const SUB = 'api.pulumi.com/oidc:sub';
const O = 'pulumi:environments:org:acme:env:';
const C =
  'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:';

function exposureOf(
  statements: object | object[],
  attributes: string[] = [],
  environment = { organization: 'acme', project: 'payments', name: 'prod' },
) {
  const { policy } = parseTrustPolicy({
    Version: '2012-10-17',
    Statement: [statements].flat().map(s => ({
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      ...s,
    })),
  });
  const exposure = analyzeExposure(policy!, {
    identityProviderArn: PROVIDER,
    intended: claimsFor({
      environment,
      login: { subjectAttributes: attributes },
    }),
  });
  return [exposure.verdict, ...exposure.witnesses.map(w => w.why)];
}

const when = (Condition: object) => ({ Condition });
const exact = when({
  StringEquals: { [AUD]: 'aws:acme', [SUB]: `${O}payments/prod` },
});

describe('analyzeExposure', () => {
  it.each<[string, object | object[], string[] | undefined]>([
    ['exact claims', exact, undefined],
    [
      'exact custom claims',
      when({ StringEquals: { [AUD]: 'aws:acme', [SUB]: `${C}payments/prod` } }),
      ['currentEnvironment.name'],
    ],
    [
      'one user of the environment',
      when({
        StringEquals: {
          [AUD]: 'aws:acme',
          [SUB]: `${C}payments/prod:pulumi.user.login:personA`,
        },
      }),
      ['currentEnvironment.name', 'pulumi.user.login'],
    ],
    [
      'a pair that no token can carry',
      when({
        StringEquals: {
          [AUD]: ['aws:acme', 'aws:other'],
          [SUB]: `${O}payments/prod`,
        },
      }),
      undefined,
    ],
    [
      'a stranger whom a Deny keeps out',
      [
        when({
          StringEquals: {
            [AUD]: 'aws:acme',
            [SUB]: [`${O}payments/prod`, `${O}payments/dev`],
          },
        }),
        {
          Effect: 'Deny',
          ...when({ StringEquals: { [SUB]: `${O}payments/dev` } }),
        },
      ],
      undefined,
    ],
    [
      'a statement for another provider',
      [exact, { Principal: { Federated: `${PROVIDER}/v2` } }],
      undefined,
    ],
  ])('%s: intended', (_, statements, attributes) => {
    expect(exposureOf(statements, attributes)).toEqual(['intended']);
  });

  it.each<[string, object | object[], RegExp]>([
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
  ])('%s: wider', (_, statements, why) => {
    const [verdict, ...witnesses] = exposureOf(statements);
    expect(verdict).toBe('wider');
    expect(witnesses.join('\n')).toMatch(why);
  });

  it.each<[string, object]>([
    [
      'a pattern for which no witness was found',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringLike: { [SUB]: '*:env:payments/prod' },
      }),
    ],
    [
      'a condition that only AWS can decide',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
      }),
    ],
    [
      'a variable',
      when({ StringEquals: { [AUD]: 'aws:acme', [SUB]: '${aws:username}' } }),
    ],
    ['any AWS principal', { Principal: { AWS: '*' } }],
  ])('%s: undecided, never intended', (_, statements) => {
    expect(exposureOf(statements)).toEqual(['undecided']);
  });
});
