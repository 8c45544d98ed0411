import { claimsFor } from '../../claims/claimsFor';
import { C, CURRENT, O } from '../__testUtils__/exposureOf';
import {
  AUD,
  exactly,
  policyOf,
  PROVIDER,
  SUB,
  when,
} from '../__testUtils__/policies';
import { analyzeExposure } from '../analyzeExposure';
import { parseTrustPolicy } from '../parseTrustPolicy';

// The rule list of aws-iam-trust.md §10.1 and the shapes of pulumi-esc-oidc.md
// §8, for the environment acme/payments/prod with [currentEnvironment.name].

function exposureOf(statements: object | object[], version?: string) {
  const { verdict, witnesses } = analyzeExposure(
    parseTrustPolicy(policyOf(statements, version)).policy!,
    {
      identityProviderArn: PROVIDER,
      intended: claimsFor({
        environment: {
          organization: 'acme',
          project: 'payments',
          name: 'prod',
        },
        login: { subjectAttributes: ['currentEnvironment.name'] },
        opening: { kind: 'direct' },
      }),
    },
  );
  return [verdict, ...witnesses.map(w => `${w.audience} ${w.subject}`)];
}

const own = `${CURRENT}payments/prod`;
const USER = `${C}:pulumi.user.login:some-user`;
const ROOT = `${C}:rootEnvironment.name:`;
const deployment = (project: string) =>
  `pulumi:deploy:org:acme:project:${project}:stack:some-stack:operation:update:scope:write`;
/** The witnesses when every subject of the organization passes. */
const ANY_SUBJECT = [
  `aws:acme ${O}some-project/some-environment`,
  `aws:acme ${O}payments/some-environment`,
  `aws:acme ${O}<yaml>`,
  `aws:acme ${USER}`,
  `aws:acme ${O}payments/prod`,
];

describe('over-permissive shapes', () => {
  it.each<[string, object | object[], string[]]>([
    [
      '§8 shape 1, no-sub',
      when({ StringEquals: { [AUD]: 'aws:acme' } }),
      ANY_SUBJECT,
    ],
    [
      '§8 shape 2, org-wide-sub',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringLike: { [SUB]: `${O}*` },
      }),
      [ANY_SUBJECT[0], ANY_SUBJECT[1], ANY_SUBJECT[2], ANY_SUBJECT[4]],
    ],
    [
      'wildcard-aud and a wildcard in the organization',
      when({
        StringLike: {
          [AUD]: 'aws:acme*',
          [SUB]: own.replace('acme', 'acme*'),
        },
      }),
      [
        `aws:acme-2 ${own.replace('acme', 'acme-2')}`,
        `aws:acme ${ROOT}some-environment:currentEnvironment.name:payments/prod`,
      ],
    ],
    [
      '§8 shape 6, yaml-sub',
      exactly('aws:acme', [own, `${O}<yaml>`]),
      [`aws:acme ${O}<yaml>`],
    ],
    [
      'no-aud',
      when({ StringLike: { [SUB]: own.replace('acme', '*') } }),
      [
        `aws:another-organization ${own.replace(
          'acme',
          'another-organization',
        )}`,
        `aws:acme ${ROOT}some-environment:currentEnvironment.name:payments/prod`,
      ],
    ],
    [
      'bare-org-aud',
      when({ StringEquals: { [AUD]: ['acme'] } }),
      [
        `acme ${O}some-environment`,
        `acme ${ROOT}payments/some-environment`,
        `acme ${O}<yaml>`,
        `acme ${deployment('some-project')}`,
        `acme ${USER}`,
        `acme ${ROOT}payments/prod`,
      ],
    ],
    [
      'Deployments of a project',
      [
        exactly('aws:acme', own),
        when({
          StringEquals: { [AUD]: 'acme' },
          StringLike: { [SUB]: 'pulumi:deploy:org:acme:project:Core:*' },
        }),
      ],
      [`acme ${deployment('Core')}`],
    ],
    [
      'custom subject with only the organization',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringLike: { [SUB]: `${C}:*` },
      }),
      [
        `aws:acme ${ROOT}some-environment`,
        `aws:acme ${CURRENT}payments/some-environment`,
        `aws:acme ${USER}`,
        `aws:acme ${ROOT}payments/prod`,
      ],
    ],
    [
      'prefix-bleed of the project',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringLike: { [SUB]: `${CURRENT}pay*/prod` },
      }),
      [`aws:acme ${CURRENT}payments-2/prod`],
    ],
    [
      'prefix-bleed of the environment',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringLike: { [SUB]: `${own}*` },
      }),
      [
        `aws:acme ${own}-2`,
        `aws:acme ${own}:rootEnvironment.name:some-environment`,
      ],
    ],
    [
      'any user',
      [
        exactly('aws:acme', own),
        when({
          StringEquals: { [AUD]: 'aws:acme' },
          StringLike: { [SUB]: `${C}:pulumi.user.login:*` },
        }),
      ],
      [
        `aws:acme ${USER}:rootEnvironment.name:some-environment`,
        `aws:acme ${USER}:currentEnvironment.name:payments/some-environment`,
        `aws:acme ${USER}`,
        `aws:acme ${USER}:currentEnvironment.name:payments/prod`,
      ],
    ],
    [
      'vacuous-operator: IfExists on a claim that STS never fills',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringEqualsIfExists: { 'api.pulumi.com/oidc:current_env': 'prod' },
      }),
      ANY_SUBJECT,
    ],
    [
      'vacuous-operator: ForAllValues on a foreign key',
      {
        Condition: {
          StringEquals: { [AUD]: 'aws:acme' },
          'ForAllValues:StringEquals': { 'pulumi.com:sub': own },
        },
      },
      ANY_SUBJECT,
    ],
    [
      'vacuous-operator: only negated',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringNotEquals: { [SUB]: `${O}evil/x` },
      }),
      ANY_SUBJECT,
    ],
    [
      'vacuous-operator: Null that demands absence of a foreign key',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        Null: { 'api.pulumi.com:sub': 'true' },
      }),
      ANY_SUBJECT,
    ],
    [
      'case: names that differ in case only',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringEqualsIgnoreCase: { [SUB]: own },
      }),
      [`aws:acme ${CURRENT}paymentS/prod`, `aws:acme ${CURRENT}payments/proD`],
    ],
    [
      'not-action',
      {
        Action: undefined,
        NotAction: 'sts:AssumeRole',
        ...when({
          StringEquals: { [AUD]: 'aws:acme', [SUB]: [own, `${O}x/y`] },
        }),
      },
      [`aws:acme ${O}x/y`],
    ],
    [
      'weakest value',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringLike: { [SUB]: [own, `${CURRENT}payments/*`] },
      }),
      [`aws:acme ${CURRENT}payments/some-environment`],
    ],
    [
      'self-reference',
      exactly('aws:acme', '${api.pulumi.com/oidc:sub}'),
      ANY_SUBJECT,
    ],
  ])('%s: wider', (_, statements, witnesses) => {
    expect(exposureOf(statements)).toEqual(['wider', ...witnesses]);
  });

  it.each<[string, object | object[]]>([
    [
      'name-only guard, which the user chooses',
      when({
        StringEquals: {
          [AUD]: 'aws:acme',
          'sts:RoleSessionName': 'pulumi',
        },
      }),
    ],
    ['§8 shape 4 without the audience', when({ StringEquals: { [SUB]: own } })],
    [
      'variables that link the claims',
      exactly(['aws:acme', own], [own, '${api.pulumi.com/oidc:aud}']),
    ],
    [
      'an ARN operator',
      when({ StringEquals: { [AUD]: 'aws:acme' }, ArnLike: { [SUB]: own } }),
    ],
  ])('%s: undecided', (_, statements) => {
    expect(exposureOf(statements)).toEqual(['undecided']);
  });

  it.each<[string, object | object[]]>([
    ['§8 shape 4', exactly('aws:acme', own)],
    [
      '§8 shape 5, wildcard-aud: the subject names the organization',
      when({
        StringLike: { [AUD]: 'aws:acme*' },
        StringEquals: { [SUB]: own },
      }),
    ],
    [
      'literal-wildcard, which fails closed',
      exactly('aws:acme', [own, `${O}*`]),
    ],
    [
      'foreign-key, which fails closed',
      [
        exactly('aws:acme', own),
        when({
          StringEquals: { [AUD]: 'aws:acme', 'api.pulumi.com:sub': 'x' },
        }),
      ],
    ],
  ])('%s: intended', (_, statements) => {
    expect(exposureOf(statements)).toEqual(['intended']);
  });

  it('takes a variable for text with the version of 2008', () => {
    const statement = exactly('aws:acme', [own, '${api.pulumi.com/oidc:sub}']);
    expect(exposureOf(statement, '2008-10-17')).toEqual(['intended']);
  });
});
