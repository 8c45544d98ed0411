import {
  AUD,
  exactly,
  policyOf,
  SUB,
  when,
} from '../trust-policy/__testUtils__/policies';
import { environment, GOOD, login, ROLE } from './__testUtils__/goodInput';
import { assessTrust, AssessTrustInput } from './assessTrust';
import { canAcceptFinding } from './findingCodes';

const O = 'pulumi:environments:org:contoso:env:';
const C = 'pulumi:environments:pulumi.organization.login:contoso';
const OWN = `${C}:currentEnvironment.name:project/development`;
const own = exactly('aws:contoso', OWN);
const like = (subject: string, audience: string | string[] = 'aws:contoso') =>
  when({ StringEquals: { [AUD]: audience }, StringLike: { [SUB]: subject } });
const role = (statements: object | object[]) => ({
  role: {
    arn: ROLE,
    trustPolicy: policyOf(statements),
    maxSessionDuration: 3600,
  },
});

/** Before and after all findings but those with a code are accepted. */
function acceptAll(changes: Partial<AssessTrustInput>, except?: string) {
  const input = { ...GOOD, ...changes };
  const before = assessTrust(input);
  const after = assessTrust({
    ...input,
    acceptedFingerprints: before.findings
      .filter(f => f.code !== except)
      .map(f => f.fingerprint),
  });
  return { before, after };
}

describe('accepted findings', () => {
  it.each<[string, object | object[], string]>([
    [
      'a whole project',
      like(`${C}:currentEnvironment.name:project/*`),
      'subject-wildcard',
    ],
    ['the whole organization', like(`${C}*`), 'subject-organization-wide'],
    ['a bleeding prefix', [own, like(`${O}proj*`)], 'subject-prefix-bleed'],
    ['no subject', exactlyAudience(), 'subject-not-tested'],
    [
      'any stack',
      exactly('aws:contoso', [OWN, `${O}<yaml>`]),
      'subject-any-stack',
    ],
    [
      'another environment',
      exactly('aws:contoso', [OWN, `${O}p/other`]),
      'others-admitted',
    ],
  ])('no longer decide: %s', (_, statements, code) => {
    const { before, after } = acceptAll(role(statements));
    expect(before.status).toBe('over-permissive');
    expect(before.findings.map(f => f.code)).toEqual([code]);
    expect(after.status).toBe('trusted');
    // Everything stays visible.
    expect(after.exposure).toEqual(before.exposure);
    expect(after.findings).toEqual(
      before.findings.map(f => ({ ...f, accepted: true })),
    );
  });

  it.each<[string, object | object[]]>([
    ['an untested audience', when({ StringEquals: { [SUB]: `${O}<yaml>` } })],
    [
      'a pattern of audiences',
      when({
        StringLike: { [AUD]: 'aws:contoso*', [SUB]: 'pulumi:environments:*' },
      }),
    ],
    ["another organization's audience", like('*', ['aws:contoso', 'aws:evil'])],
    [
      'any principal',
      [own, { Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
    ],
    [
      'an audience that may be anything',
      when({ StringEquals: { [AUD]: `\${${AUD}}` } }),
    ],
    [
      'a condition that only AWS can decide',
      [own, when({ IpAddress: { 'aws:SourceIp': '10.0.0.1' } })],
    ],
  ])('decide all the same: %s', (_, statements) => {
    const { before, after } = acceptAll(role(statements));
    expect(after.status).toBe(before.status);
    expect(after.status).not.toBe('trusted');
  });

  it('count per statement', () => {
    const both = role([own, like(`${O}a/*`), like(`${O}b/*`)]);
    const { after, before } = acceptAll(both);
    expect(before.findings).toHaveLength(2);
    expect(after.status).toBe('trusted');
    const one = assessTrust({
      ...GOOD,
      ...both,
      acceptedFingerprints: [before.findings[0].fingerprint],
    });
    expect(one.status).toBe('over-permissive');
    expect(one.findings.map(f => f.accepted)).toEqual([true, undefined]);
  });

  it('lapse when the statement changes', () => {
    const { before } = acceptAll(role([own, like(`${O}a/*`)]));
    const changed = assessTrust({
      ...GOOD,
      ...role([own, like(`${O}a/*`, ['aws:contoso', 'contoso'])]),
      acceptedFingerprints: before.findings.map(f => f.fingerprint),
    });
    expect(changed.findings.filter(f => f.accepted)).toEqual([]);
    expect(changed.status).toBe('over-permissive');
  });

  it('may say that a subject is shared on purpose', () => {
    const changes = {
      login: login({ subjectAttributes: { literal: ['pulumi.token.type'] } }),
      ...role(exactly('aws:contoso', `${C}:pulumi.token.type:personal`)),
    };
    const { before, after } = acceptAll(changes);
    expect(before.status).toBe('over-permissive');
    expect(after.status).toBe('conditional');
    expect(acceptAll(changes, 'subject-organization-wide').after.status).toBe(
      'conditional',
    );
  });

  it('change nothing about access', () => {
    const denied = acceptAll(role(exactly('aws:contoso', `${O}x/y`)));
    expect(denied.after.status).toBe('untrusted');
  });

  it.each<[string, boolean]>([
    ['subject-wildcard', true],
    ['audience-wildcard', false],
    ['audience-other-organization', false],
    ['no-such-code', false],
    ['constructor', false],
  ])('knows whether %s can be accepted', (code, expected) => {
    expect(canAcceptFinding(code)).toBe(expected);
  });
});

describe('openings', () => {
  const plain: Partial<AssessTrustInput> = {
    login: login({ subjectAttributes: undefined }),
    ...role(exactly('aws:contoso', `${O}project/development`)),
  };

  it('say which attribute mends what pulumi up breaks', () => {
    const report = assessTrust({
      ...GOOD,
      ...plain,
      openings: [{ kind: 'direct' }, { kind: 'stack' }],
    });
    const sentence = `The role works when the environment is opened by itself but not when it is opened through a Pulumi stack (pulumi up): set subjectAttributes: [currentEnvironment.name] in the login and let the trust policy admit the subject ${OWN}, which every opening then sends.`;
    expect(report.status).toBe('untrusted');
    expect(report.findings).toMatchObject([
      { code: 'opening-denied', message: sentence },
    ]);
    expect(report.gates.find(g => g.outcome === 'fail')?.message).toContain(
      sentence,
    );
  });

  it('replace the root, which differs from opening to opening', () => {
    const report = assessTrust({
      ...GOOD,
      login: login({
        subjectAttributes: { literal: ['rootEnvironment.name'] },
      }),
      ...role(
        exactly('aws:contoso', `${C}:rootEnvironment.name:project/development`),
      ),
      openings: [
        { kind: 'import', root: { ...environment, name: 'importer' } },
      ],
    });
    expect(report.findings.map(f => f.message)).toEqual([
      expect.stringMatching(
        /another environment that imports it: set subjectAttributes: \[currentEnvironment.name\] in/,
      ),
    ]);
  });

  it('admit an import that is written in another way', () => {
    const report = assessTrust({
      ...GOOD,
      openings: [{ kind: 'stack', importedAs: 'project/development@3' }],
    });
    expect(report.findings[0].message).toContain(
      `admit the subject ${OWN}@3 too`,
    );
  });

  it('say nothing when the environment itself is refused', () => {
    const report = assessTrust({
      ...GOOD,
      ...role(exactly('aws:contoso', `${O}x/y`)),
      openings: [{ kind: 'stack' }],
    });
    expect(report.findings.map(f => f.code)).not.toContain('opening-denied');
  });
});

describe('issuers', () => {
  it('are told apart: nothing is known of the tokens of …/oidc/v2', () => {
    const report = assessTrust({
      ...GOOD,
      issuer: 'https://api.pulumi.com/oidc/v2',
    });
    expect(report).toMatchObject({
      status: 'unknown',
      access: 'unknown',
      exposure: { verdict: 'undecided' },
      openings: [],
      findings: [
        {
          code: 'issuer-not-of-logins',
          message: expect.stringContaining(
            'aws-login tokens come from https://api.pulumi.com/oidc:',
          ),
        },
      ],
    });
    expect(report.gates).toHaveLength(6);
  });
});

function exactlyAudience() {
  return when({ StringEquals: { [AUD]: 'aws:contoso' } });
}
