import { AssessTrustInput } from '@internal/backstage-plugin-esc-trust-common';
import {
  exampleAssessment,
  exampleStatement,
  subjectOf,
} from '../../testing/exampleAssessment';
import { exampleMapping } from '../../testing/exampleMapping';
import { witnessSentence, witnessSentences } from './witnessSentence';

const ISSUER = 'https://api.pulumi.com/oidc';
const ENVIRONMENT = 'acme/payments/prod';
const OWN = subjectOf('payments/prod');

type Tests = Parameters<typeof exampleStatement>[0];
const AUD = { aud: 'aws:acme' };
const exactly = (aud: string, sub: string | string[]): Tests => ({
  StringEquals: { aud, sub },
});
const like = (sub: string): Tests => ({
  StringEquals: AUD,
  StringLike: { sub },
});
const policyOf = (...statements: Tests[]) =>
  statements.map(tests => exampleStatement(tests));

/** What the engine finds, in words. */
function sentencesOf(
  statements: Array<Record<string, unknown>>,
  options: {
    attributes?: string[];
    withoutPolicy?: boolean;
    input?: Partial<AssessTrustInput>;
  } = {},
) {
  const { attributes, withoutPolicy, input } = options;
  const { mapping, trustPolicy } = exampleAssessment(statements, {
    ...(attributes
      ? {
          login: {
            kind: 'oidc',
            path: 'aws.login',
            position: { line: 1, column: 1 },
            roleArn: {
              literal: exampleMapping(ENVIRONMENT).roleArn!,
            },
            sessionName: { literal: 'x' },
            subjectAttributes: { literal: attributes },
          },
        }
      : {}),
    ...input,
  });
  return witnessSentences({
    report: mapping.trust,
    environment: ENVIRONMENT,
    trustPolicy: withoutPolicy ? undefined : trustPolicy,
  }).map(({ sentence }) => sentence);
}

const env = subjectOf;
const custom = (rest: string) =>
  `pulumi:environments:pulumi.organization.login:acme:${rest}`;
const MADE_UP = 'acme/some-project/some-environment';
const anyOf = (organization: string) => ({
  kind: 'anyEnvironment',
  organization,
  example: `${organization}/some-project/some-environment`,
});

describe('witnessSentences, of what the engine finds', () => {
  it.each<[string, ReturnType<typeof policyOf>, object[]]>([
    ['nobody else', policyOf(exactly('aws:acme', OWN)), []],
    [
      'any environment of the organization',
      policyOf(like(env('*'))),
      [anyOf('acme')],
    ],
    ['any subject', policyOf(like('*')), [anyOf('acme')]],
    [
      'no test of the subject',
      policyOf({ StringEquals: AUD }),
      [anyOf('acme')],
    ],
    [
      'any environment of its project',
      policyOf(like(env('payments/*'))),
      [
        {
          kind: 'anyOfProject',
          project: 'acme/payments',
          example: 'acme/payments/some-environment',
        },
      ],
    ],
    [
      'projects that begin alike',
      policyOf(like(env('pay*'))),
      [
        {
          kind: 'anyOfProject',
          project: 'acme/payments-2',
          example: 'acme/payments-2/some-environment',
        },
        {
          kind: 'anyOfProject',
          project: 'acme/payments',
          example: 'acme/payments/some-environment',
        },
      ],
    ],
    [
      'two others by name',
      policyOf(
        exactly('aws:acme', [OWN, env('sandbox/x'), env('payments/dev')]),
      ),
      [
        { kind: 'environment', example: 'acme/sandbox/x' },
        { kind: 'environment', example: 'acme/payments/dev' },
      ],
    ],
    [
      'no test at all',
      policyOf({}),
      [
        {
          kind: 'anyOrganization',
          example: 'another-organization/some-project/some-environment',
        },
        {
          kind: 'deployments',
          organization: 'acme',
          example: 'acme/some-project/some-stack',
        },
      ],
    ],
    [
      'everybody of another organization',
      policyOf(exactly('aws:acme', OWN), { StringEquals: { aud: 'aws:evil' } }),
      [
        {
          kind: 'anyOfOtherOrganization',
          organization: 'evil',
          example: 'evil/some-project/some-environment',
        },
      ],
    ],
    [
      'one environment of another organization',
      policyOf(
        exactly('aws:acme', OWN),
        exactly('aws:evil', 'pulumi:environments:org:evil:env:a/b'),
      ),
      [{ kind: 'otherOrganization', example: 'evil/a/b' }],
    ],
    [
      'every opening by a stack',
      policyOf(exactly('aws:acme', [OWN, env('<yaml>')])),
      [{ kind: 'stack', organization: 'acme' }],
    ],
    [
      'Pulumi Deployments',
      policyOf(
        exactly('aws:acme', OWN),
        exactly(
          'acme',
          'pulumi:deploy:org:acme:project:p:stack:s:operation:update:scope:write',
        ),
      ),
      [{ kind: 'deployments', organization: 'acme', example: 'acme/p/s' }],
    ],
    [
      'environments of the legacy project',
      policyOf(exactly('aws:acme', OWN), {
        StringEquals: { aud: 'acme' },
        StringLike: { sub: env('*') },
      }),
      [
        {
          kind: 'anyEnvironment',
          organization: 'acme',
          example: 'acme/default/some-environment',
        },
      ],
    ],
  ])('%s', (_, policy, expected) => {
    expect(sentencesOf(policy)).toEqual(expected);
  });

  it.each<[string, string[], string, object[]]>([
    [
      'whoever lists the same attributes',
      ['pulumi.user.login'],
      custom('pulumi.user.login:ada'),
      [{ kind: 'attributes', organization: 'acme' }],
    ],
    [
      'any environment, by a subject of attributes',
      ['currentEnvironment.name'],
      custom('currentEnvironment.name:*'),
      [anyOf('acme')],
    ],
    [
      'the environment with a further attribute',
      ['currentEnvironment.name'],
      custom('currentEnvironment.name:payments/prod*'),
      expect.arrayContaining([
        { kind: 'sameEnvironment', example: ENVIRONMENT },
      ]),
    ],
  ])('%s', (_, attributes, subject, expected) => {
    expect(sentencesOf(policyOf(like(subject)), { attributes })).toEqual(
      expected,
    );
  });

  it('the environment itself, to which the role’s owner has not agreed', () => {
    expect(
      sentencesOf(policyOf(exactly('aws:acme', OWN)), {
        input: { isIntended: false },
      }),
    ).toEqual([{ kind: 'itself', example: ENVIRONMENT }]);
  });

  it('calls nobody "any" when the trust policy is not known, and no made-up name somebody’s', () => {
    expect(
      sentencesOf(policyOf(like(env('*'))), { withoutPolicy: true }),
    ).toEqual([
      { kind: 'otherProjects', organization: 'acme', example: MADE_UP },
      {
        kind: 'otherOfProject',
        project: 'acme/payments',
        example: 'acme/payments/some-environment',
      },
      { kind: 'stack', organization: 'acme' },
    ]);
  });

  it('calls nobody "any" whom a Deny keeps out', () => {
    const policy = policyOf(like(env('*')));
    policy.push({
      ...exampleStatement({ StringNotLike: { sub: env('payments/*') } }),
      Effect: 'Deny',
    });
    expect(sentencesOf(policy)).toEqual([
      {
        kind: 'anyOfProject',
        project: 'acme/payments',
        example: 'acme/payments/some-environment',
      },
    ]);
  });

  it('calls nobody "any" whom another issuer vouches for', () => {
    const policy = policyOf(exactly('aws:acme', [OWN, env('sandbox/x')]));
    policy.push({
      ...exampleStatement({}),
      Principal: {
        Federated: 'arn:aws:iam::111111111111:oidc-provider/other.example.com',
      },
    });
    expect(sentencesOf(policy)).toEqual([
      { kind: 'environment', example: 'acme/sandbox/x' },
    ]);
  });

  it('leaves the engine’s words where a name is hidden, or the form is new', () => {
    const claims = { issuer: ISSUER, audience: 'aws:acme', subject: OWN };
    const report = { claims, openings: [] };
    const why = 'Another environment can assume this role.';
    for (const subject of [env('{environment}'), 'pulumi:insights:org:acme']) {
      expect(
        witnessSentence({ audience: 'aws:acme', subject, why }, { report }),
      ).toEqual({ kind: 'other', why });
    }
  });

  it('finds the environment in the claims when nobody names it', () => {
    const claims = { issuer: ISSUER, audience: 'aws:acme', subject: OWN };
    expect(
      witnessSentence(
        {
          audience: 'aws:acme',
          subject: custom('currentEnvironment.name:payments/prod'),
          why: '',
        },
        { report: { claims, openings: [] } },
      ),
    ).toEqual({ kind: 'sameEnvironment', example: ENVIRONMENT });
  });
});
