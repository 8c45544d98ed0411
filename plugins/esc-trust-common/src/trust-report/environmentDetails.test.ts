import {
  AUD,
  policyOf,
  SUB,
  when,
} from '../trust-policy/__testUtils__/policies';
import { parseTrustPolicy } from '../trust-policy/parseTrustPolicy';
import { environment, GOOD, login, ROLE } from './__testUtils__/goodInput';
import { assessTrust, AssessTrustInput } from './assessTrust';
import { documentFindings } from './documentFindings';

const CLAIMS = {
  [AUD]: 'aws:acme',
  [SUB]: 'pulumi:environments:org:acme:env:p/e',
};

describe('a finding about the document names what it is about', () => {
  it('the variables that are text in the old version', () => {
    const { Version: _, ...document } = policyOf(
      when({ StringEquals: CLAIMS }),
    );
    const [finding] = documentFindings(
      document,
      parseTrustPolicy(document),
      ROLE,
    );
    expect(finding.message).toContain('${aws:username} are plain text');
    expect(finding.fingerprint).toMatch(/^[0-9a-f]{32}$/);
  });

  it('nothing about a percent sign in a text that is not encoded', () => {
    const text = `\n  ${JSON.stringify(
      policyOf(when({ StringEquals: { ...CLAIMS, 'x:rate': '50%' } })),
    )}`;
    expect(documentFindings(text, parseTrustPolicy(text), ROLE)).toEqual([]);
  });

  it.each([
    ['nearly used at four fifths', 1639, ['quota-nearly-used']],
    ['not before', 1638, []],
  ])('the quota: %s', (_, length, codes) => {
    const document = (Sid: string) =>
      policyOf({ Sid, ...when({ StringEquals: CLAIMS }) });
    const rest = JSON.stringify(document('')).length;
    const padded = document('x'.repeat(length - rest));
    // Blanks don't count (IAM User Guide, "IAM and STS quotas").
    const text = `\n ${JSON.stringify(padded, null, 2)}`;
    const found = documentFindings(text, parseTrustPolicy(text), ROLE);
    expect(found.map(f => f.code)).toEqual(codes);
    for (const { message } of found) {
      expect(message).toContain(`${length} of the 2048 characters`);
    }
  });
});

describe('a finding about the environment names what it is about', () => {
  const found = (changes: Partial<AssessTrustInput>) =>
    assessTrust({ ...GOOD, ...changes }).findings;

  it('the error in the definition', () => {
    expect(
      found({ login: undefined, definitionProblem: 'a tab in line 3' }),
    ).toMatchObject([
      {
        code: 'definition-problem',
        message: "The environment's definition has an error: a tab in line 3.",
      },
    ]);
  });

  it.each([
    ['repeated-subject-attribute', 'currentEnvironment.name'],
    ['unknown-subject-attribute', 'pulumi.stack'],
  ])('%s', (code, attribute) => {
    const literal = ['currentEnvironment.name', attribute];
    expect(
      found({ login: login({ subjectAttributes: { literal } }) }),
    ).toContainEqual(
      expect.objectContaining({
        code,
        message: expect.stringContaining(attribute),
      }),
    );
  });

  it('so that accepting it for one environment does so for no other', () => {
    const fingerprints = (name: string, attributes: string[]) =>
      found({
        environment: { ...environment, project: 'default', name },
        login: login({ subjectAttributes: { literal: attributes } }),
      })
        .filter(f =>
          ['legacy-default-project', 'subject-shared'].includes(f.code),
        )
        .map(f => f.fingerprint);
    const one = fingerprints('a', ['pulumi.user.login']);
    expect(one).toHaveLength(2);
    expect(fingerprints('a', ['pulumi.user.login'])).toEqual(one);
    for (const other of fingerprints('b', ['pulumi.user.login'])) {
      expect(one).not.toContain(other);
    }
    // A subject that is shared in another way must be accepted anew.
    expect(fingerprints('a', ['pulumi.token.type'])[1]).not.toBe(one[1]);
  });
});
