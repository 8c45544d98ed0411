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
import { policyFindings } from './findings';

const CLAIMS = {
  [AUD]: 'aws:acme',
  [SUB]: 'pulumi:environments:org:acme:env:p/e',
};
const exact = when({ StringEquals: CLAIMS });
const ROOT = 'arn:aws:iam::999999999999:root';
const USER = 'arn:aws:iam::123456789012:user/eve';

/** Codes and what the sentences name. */
function findingsOf(statements: object | object[]) {
  const { policy, problems } = parseTrustPolicy(policyOf(statements));
  expect(problems).toEqual([]);
  return policyFindings(policy!, PROVIDER, ROLE);
}

const deny = (Condition: object) => [exact, { Effect: 'Deny', Condition }];

describe('policyFindings', () => {
  it.each<[string, object | object[], string[]]>([
    ['nothing about exact claims', exact, []],
    ['no condition', {}, ['audience-not-tested', 'subject-not-tested']],
    [
      'patterns',
      when({ StringLike: { [AUD]: 'aws:*', [SUB]: 'x?' } }),
      ['audience-wildcard', 'subject-wildcard'],
    ],
    [
      'a pattern that is compared literally',
      exactly('aws:acme', 'pulumi:*'),
      ['literal-wildcard'],
    ],
    [
      'any stack',
      exactly('aws:acme', 'pulumi:environments:org:acme:env:<yaml>'),
      ['subject-any-stack'],
    ],
    [
      'a Null that can be decided',
      when({ StringEquals: CLAIMS, Null: { [SUB]: 'false' } }),
      [],
    ],
    [
      'a key that no token carries',
      when({ StringEquals: { ...CLAIMS, 'other.com:sub': 'x' } }),
      ['condition-never-filled'],
    ],
    [
      'a key that only AWS knows',
      when({
        StringEquals: CLAIMS,
        IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
      }),
      ['condition-undecidable'],
    ],
    [
      'a variable',
      exactly('aws:acme', '${aws:username}'),
      ['condition-undecidable'],
    ],
    [
      'an empty list',
      when({ StringEquals: { ...CLAIMS, [SUB]: [] } }),
      ['condition-without-values'],
    ],
    [
      'an empty list of a negated operator in a Deny',
      deny({ StringNotEquals: { [AUD]: [] } }),
      ['condition-undecidable'],
    ],
    [
      'Null with another value in a Deny',
      deny({ Null: { [AUD]: 'nonsense' } }),
      ['condition-undecidable'],
    ],
    [
      'NullIfExists in a Deny',
      deny({ NullIfExists: { [AUD]: 'false' } }),
      ['condition-undecidable'],
    ],
    [
      'ForAnyValue and IfExists on a missing key in a Deny',
      deny({ 'ForAnyValue:StringEqualsIfExists': { 'other.com:sub': 'x' } }),
      ['condition-undecidable'],
    ],
    [
      'a usual guard in a Deny',
      deny({ StringNotEquals: { [SUB]: CLAIMS[SUB] } }),
      [],
    ],
    [
      'any AWS principal by another action',
      [exact, { Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
      ['any-principal'],
    ],
    [
      'any federated principal',
      { ...exact, Principal: { Federated: [PROVIDER, '*'] } },
      ['any-principal'],
    ],
    ['anyone', { ...exact, Principal: '*' }, ['any-principal']],
    [
      'other AWS principals',
      [exact, { Principal: { AWS: [ROOT, USER] }, Action: 'sts:AssumeRole' }],
      ['further-principals'],
    ],
    [
      'AWS principals beside ours',
      {
        ...exact,
        Principal: { Federated: PROVIDER, AWS: ['*', ROOT] },
        Action: 'sts:*',
      },
      ['any-principal', 'further-principals'],
    ],
    [
      'AWS principals who may only tag sessions, or are denied',
      [
        exact,
        { Principal: { AWS: ROOT }, Action: 'sts:TagSession' },
        { Effect: 'Deny', Principal: { AWS: ROOT }, Action: 'sts:AssumeRole' },
      ],
      [],
    ],
  ])('%s', (_, statements, codes) => {
    expect(findingsOf(statements).map(f => f.code)).toEqual(codes);
  });

  it('names the further principals', () => {
    const [finding] = findingsOf({
      Principal: { AWS: [ROOT, USER] },
      Action: 'sts:AssumeRole',
    });
    expect(finding).toMatchObject({ severity: 'warning', statement: '#0' });
    expect(finding.message).toContain(`${ROOT}, ${USER}`);
  });

  it('binds a finding to the statement as it stands', () => {
    const fingerprint = (audience: string) =>
      findingsOf(when({ StringEquals: { [AUD]: audience } }))[0].fingerprint;
    expect(fingerprint('aws:acme')).toBe(fingerprint('aws:acme'));
    expect(fingerprint('aws:acme')).not.toBe(fingerprint('acme'));
  });
});
