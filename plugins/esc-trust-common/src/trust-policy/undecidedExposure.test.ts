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
    ['a variable', exactly('aws:acme', '${aws:username}')],
    [
      'a legacy audience beside an environment that may import',
      exactly('acme', [`${O}db`, `${O}payments/evil`]),
      { environment: { organization: 'acme', project: 'default', name: 'db' } },
    ],
    [
      'a legacy environment that may import',
      exactly('aws:acme', [`${O}payments/prod`, `${O}evil`]),
    ],
    [
      "another vendor's audience",
      exactly(['aws:acme', 'azure:acme'], `${O}payments/prod`),
    ],
    [
      'an attribute whose value holds a colon',
      exactly('aws:acme', [`${O}payments/prod`, `${C}:pulumi.token.team:a:b`]),
    ],
    [
      'an operation of Deployments that is not documented',
      [
        exact,
        exactly(
          'acme',
          'pulumi:deploy:org:acme:project:core:stack:dev:operation:detect-drift:scope:write',
        ),
      ],
    ],
    [
      'the organization alone as custom subject',
      exactly('aws:acme', [`${O}payments/prod`, C]),
    ],
    [
      'another environment of an organization that differs in case',
      exactly('aws:acme', [
        `${O}payments/prod`,
        'pulumi:environments:org:ACME:env:payments/dev',
      ]),
    ],
    [
      'an audience of no known form, beside a service that is not documented',
      exactly(['aws:acme', 'a:b:c'], [`${O}payments/prod`, 'pulumi:x:acme']),
    ],
    [
      'a service that is not documented',
      [exact, exactly('aws:acme', 'pulumi:insights:org:other:x')],
    ],
    [
      'an importing environment that nobody named',
      exactly('aws:acme', [`${ROOT}payments/prod`, `${ROOT}evil/x`]),
      { attributes: ['rootEnvironment.name'], opening: { kind: 'import' } },
    ],
    [
      'an attribute that is not documented',
      exactly('aws:acme', `${CURRENT}payments/prod:pulumi.stack:a`),
      { attributes: ['currentEnvironment.name', 'pulumi.stack'] },
    ],
    [
      'attributes that are repeated',
      exactly('aws:acme', `${CURRENT}payments/prod`),
      { attributes: ['currentEnvironment.name', 'currentEnvironment.name'] },
    ],
    ['any AWS principal', { Principal: { AWS: '*' } }],
    ['anyone', { Principal: '*', ...exact }],
    [
      'any AWS principal by another action',
      [exact, { Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
    ],
    [
      'anyone by a SAML action',
      [exact, { Principal: '*', Action: 'sts:AssumeRoleWithSAML' }],
    ],
    ['any federated principal', [exact, { Principal: { Federated: '*' } }]],
    [
      'any federated principal beside ours',
      { ...exact, Principal: { Federated: [PROVIDER, '*'] } },
    ],
    [
      'any AWS principal with all that is not listed',
      [
        exact,
        {
          Principal: { AWS: '*' },
          Action: undefined,
          NotAction: 'sts:AssumeRoleWithWebIdentity',
        },
      ],
    ],
    [
      'a Deny of which nobody knows when it holds',
      [
        exactly('aws:acme', [`${O}payments/prod`, `${O}other/x`]),
        {
          Effect: 'Deny',
          ...when({
            StringEquals: { [SUB]: `${O}other/x` },
            StringNotEquals: { [AUD]: [] },
          }),
        },
      ],
    ],
    [
      'more classes of tokens than can be tried',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringLike: {
          [SUB]: Array.from(
            { length: 20 },
            (_, i) => `${O}*${'abcdefghij'[i % 10]}${'?'.repeat(20 + i)}:`,
          ),
        },
      }),
    ],
  ])('%s: undecided, never intended', (_, statements, meant = {}) => {
    expect(exposureOf(statements, meant)).toEqual(['undecided']);
  });
});
