import {
  AUD,
  exactly,
  policyOf,
  PROVIDER,
  SUB,
  when,
} from '../trust-policy/__testUtils__/policies';
import { parseTrustPolicy } from '../trust-policy/parseTrustPolicy';
import { ROLE } from './__testUtils__/goodInput';
import { statementFindings } from './findings';

const CLAIMS = {
  [AUD]: 'aws:acme',
  [SUB]: 'pulumi:environments:org:acme:env:p/e',
};
const C = 'pulumi:environments:pulumi.organization.login:acme';
const like = (subject: string) =>
  when({ StringEquals: { [AUD]: 'aws:acme' }, StringLike: { [SUB]: subject } });

/** Code and sentence of each finding about the statements. */
function sentencesOf(statements: object | object[]) {
  const { policy } = parseTrustPolicy(policyOf(statements));
  return statementFindings(policy!, PROVIDER, ROLE)
    .flat()
    .map(({ code, message }) => [code, message]);
}

describe('a finding about a statement names what it is about', () => {
  it.each<[string, object, string]>([
    [
      'condition-self-reference',
      exactly('aws:acme', `\${${SUB}}`),
      `StringEquals ${SUB}`,
    ],
    [
      'condition-undecidable',
      when({ StringEquals: CLAIMS, Bool: { 'aws:SecureTransport': true } }),
      'Bool aws:SecureTransport',
    ],
    [
      'condition-without-values',
      when({ StringEquals: { ...CLAIMS, [SUB]: [] } }),
      `StringEquals ${SUB}`,
    ],
    [
      'condition-lenient',
      when({ StringEqualsIfExists: CLAIMS }),
      `StringEqualsIfExists ${AUD}`,
    ],
    [
      'condition-vacuous',
      when({
        StringEquals: CLAIMS,
        StringNotEquals: { 'sts:ExternalId': 'x' },
      }),
      'StringNotEquals sts:ExternalId',
    ],
    [
      'condition-foreign-issuer',
      when({ StringEquals: { ...CLAIMS, 'api.pulumi.com:sub': 'x' } }),
      'api.pulumi.com:sub belongs to another issuer: of Pulumi Cloud it must start with api.pulumi.com/oidc.',
    ],
    [
      'condition-never-filled',
      when({ StringEquals: { ...CLAIMS, 'sts:ExternalId': 'x' } }),
      'sts:ExternalId',
    ],
    [
      'condition-only-excludes',
      when({
        StringEquals: { [AUD]: 'aws:acme' },
        StringNotLike: { [SUB]: 'x' },
      }),
      `StringNotLike ${SUB}`,
    ],
    [
      'literal-wildcard',
      exactly('aws:acme', 'pulumi:*'),
      '"pulumi:*" holds a wildcard, but StringEquals compares it literally',
    ],
    [
      'audience-wildcard',
      when({
        StringEquals: { [SUB]: CLAIMS[SUB] },
        StringLike: { [AUD]: 'aws:acm?' },
      }),
      '"aws:acm?"',
    ],
    [
      'subject-any-stack',
      exactly('aws:acme', 'pulumi:environments:org:acme:env:<yaml>'),
      '"pulumi:environments:org:acme:env:<yaml>"',
    ],
    ['subject-organization-wide', like(`${C}:*`), `"${C}:*"`],
    [
      'subject-prefix-bleed',
      like('pulumi:environments:org:acme:env:prod*'),
      '"pulumi:environments:org:acme:env:prod*"',
    ],
    [
      'subject-wildcard',
      like('pulumi:environments:org:acme:env:prod/*'),
      '"pulumi:environments:org:acme:env:prod/*"',
    ],
    [
      'not-action',
      {
        ...when({ StringEquals: CLAIMS }),
        Action: undefined,
        NotAction: ['sts:AssumeRole', 'sts:TagSession'],
      },
      'every action but sts:AssumeRole, sts:TagSession:',
    ],
    [
      'broad-action',
      { ...when({ StringEquals: CLAIMS }), Action: 'sts:Assume*' },
      'sts:Assume*',
    ],
  ])('%s', (code, statement, names) => {
    const found = sentencesOf(statement);
    expect(found).toContainEqual([code, expect.stringContaining(names)]);
  });

  it.each<[string, object, string[]]>([
    [
      'Null with IfExists or ForAllValues is not lenient: it has another meaning',
      when({ StringEquals: CLAIMS, 'ForAllValues:Null': { [SUB]: 'false' } }),
      [],
    ],
    [
      'a key of AWS that no token carries is of no other issuer',
      when({ StringEquals: { ...CLAIMS, 'sts:DurationSeconds': '1' } }),
      ['condition-never-filled'],
    ],
    [
      'a key without a colon is of no issuer',
      when({ StringEquals: { ...CLAIMS, sub: 'x' } }),
      ['condition-never-filled'],
    ],
    [
      'a key that starts with a colon is of no issuer',
      when({ StringEquals: { ...CLAIMS, ':sub': 'x' } }),
      ['condition-never-filled'],
    ],
    [
      'an issuer whose name only resembles a vendor of AWS is another one',
      when({ StringEquals: { ...CLAIMS, 'sts.example.com:sub': 'x' } }),
      ['condition-foreign-issuer'],
    ],
    [
      'an issuer whose name ends as a vendor of AWS is another one',
      when({ StringEquals: { ...CLAIMS, 'my-sts:sub': 'x' } }),
      ['condition-foreign-issuer'],
    ],
    [
      'a claim compared with itself between stars',
      exactly('aws:acme', `*\${${SUB}}*`),
      ['subject-not-tested', 'condition-self-reference'],
    ],
    [
      'a claim compared with itself, with a default',
      exactly('aws:acme', `\${${SUB}, 'none'}`),
      ['subject-not-tested', 'condition-self-reference'],
    ],
    [
      'a claim before other text is compared with something else',
      like(`\${${SUB}}x`),
      [],
    ],
    [
      'a start that all custom subjects have names no environment',
      like('pulumi:environments:pulumi.org*'),
      ['subject-organization-wide'],
    ],
    [
      'a start that no subject has is a pattern like others',
      like('org:*'),
      ['subject-wildcard'],
    ],
    [
      'a start that no custom subject has either',
      like('login:*'),
      ['subject-wildcard'],
    ],
    [
      'a claim in a longer text is compared with something else',
      like(`pulumi:\${${SUB}}`),
      [],
    ],
    [
      "another claim's variable is no comparison with itself",
      exactly('aws:acme', `\${${AUD}}`),
      [],
    ],
    [
      'StringNotEquals on itself keeps all out: not always true',
      [
        when({
          StringEquals: CLAIMS,
          StringNotEquals: { [SUB]: `\${${SUB}}` },
        }),
      ],
      [],
    ],
  ])('%s', (_, statement, codes) => {
    expect(
      sentencesOf(statement)
        .map(([code]) => code)
        .filter(code => codes.length > 0 || /self|lenient/.test(code)),
    ).toEqual(codes);
  });

  it('names no AWS principals where the statement is not for this issuer', () => {
    const audiences = new Set(['aws:acme']);
    const { policy } = parseTrustPolicy(
      policyOf([
        when({ StringEquals: CLAIMS }),
        { Principal: { Federated: `${PROVIDER}/v2` } },
      ]),
    );
    expect(statementFindings(policy!, PROVIDER, ROLE, audiences)).toEqual([
      [],
      [],
    ]);
  });
});
