import { claimsFor } from '../claims/claimsFor';
import {
  AUD,
  policyOf,
  PROVIDER,
  SUB,
  when,
} from '../trust-policy/__testUtils__/policies';
import { suggestTrustPolicy } from '../trust-policy/suggestTrustPolicy';
import { environment, GOOD, login, ROLE } from './__testUtils__/goodInput';
import { assessTrust, AssessTrustInput } from './assessTrust';

/** Status, the first gate that doesn't pass, and its message. */
function summary(changes: Partial<AssessTrustInput>) {
  const report = assessTrust({ ...GOOD, ...changes });
  const gate = report.gates.find(g => g.outcome !== 'pass');
  return [report.status, gate?.gate, gate?.message];
}

const role = (trustPolicy: unknown, maxSessionDuration = 3600) => ({
  role: { arn: ROLE, trustPolicy, maxSessionDuration },
});

describe('assessTrust', () => {
  it('trusts what fits exactly', () => {
    expect(assessTrust(GOOD)).toMatchObject({
      status: 'trusted',
      access: 'works',
      exposure: { verdict: 'intended', witnesses: [] },
      claims: {
        issuer: 'https://api.pulumi.com/oidc',
        audience: 'aws:contoso',
        subject:
          'pulumi:environments:pulumi.organization.login:contoso:currentEnvironment.name:project/development',
      },
      openings: [
        { opening: 'direct', certainty: 'documented', decision: 'allow' },
      ],
      findings: [],
    });
  });

  it("calls the seed document's audience-only policy over-permissive", () => {
    const report = assessTrust({
      ...GOOD,
      ...role(policyOf(when({ StringEquals: { [AUD]: 'aws:contoso' } }))),
    });
    expect(report).toMatchObject({
      status: 'over-permissive',
      access: 'works',
      findings: [{ code: 'subject-not-tested', severity: 'error' }],
    });
    expect(report.exposure.witnesses.length).toBeGreaterThan(0);
  });

  it("calls the seed document's policy for one user conditional", () => {
    const subject =
      'pulumi:environments:pulumi.organization.login:contoso:currentEnvironment.name:project/development:pulumi.user.login:personA';
    expect(
      assessTrust({
        ...GOOD,
        login: login({
          subjectAttributes: {
            literal: ['currentEnvironment.name', 'pulumi.user.login'],
          },
        }),
        ...role(
          policyOf(
            when({ StringEquals: { [AUD]: 'aws:contoso', [SUB]: subject } }),
          ),
        ),
      }),
    ).toMatchObject({
      status: 'conditional',
      access: 'conditional',
      exposure: { verdict: 'intended' },
    });
  });

  it('judges a stack opening by its own subject', () => {
    const plain = role(
      policyOf(
        when({
          StringEquals: {
            [AUD]: 'aws:contoso',
            [SUB]: 'pulumi:environments:org:contoso:env:project/development',
          },
        }),
      ),
    );
    const noAttributes = {
      login: login({ subjectAttributes: undefined }),
      ...plain,
    };
    expect(summary(noAttributes)[0]).toBe('trusted');
    expect(
      summary({
        ...noAttributes,
        openings: [{ kind: 'direct' }, { kind: 'stack' }],
      }),
    ).toEqual(['untrusted', 'trust-policy', expect.stringContaining('<yaml>')]);
  });

  it('takes environments that are meant to share the role for intended', () => {
    const other = {
      organization: 'contoso',
      project: 'project',
      name: 'other',
    };
    const shared = suggestTrustPolicy({
      identityProviderArn: PROVIDER,
      claims: [environment, other].flatMap(e =>
        claimsFor({
          environment: e,
          login: { subjectAttributes: ['currentEnvironment.name'] },
        }),
      ),
    });
    expect(summary(role(shared))[0]).toBe('over-permissive');
    expect(summary({ ...role(shared), intended: [other] })[0]).toBe('trusted');
  });

  it('takes attributes that do not name the environment for shared', () => {
    const subject =
      'pulumi:environments:pulumi.organization.login:contoso:pulumi.user.login:*';
    const report = assessTrust({
      ...GOOD,
      login: login({ subjectAttributes: { literal: ['pulumi.user.login'] } }),
      ...role(
        policyOf(
          when({
            StringEquals: { [AUD]: 'aws:contoso' },
            StringLike: { [SUB]: subject },
          }),
        ),
      ),
    });
    expect(report.status).not.toBe('trusted');
    expect(report.findings.map(f => f.code)).toContain('subject-shared');
  });

  it('trusts both exact subjects of a legacy environment, with the finding', () => {
    const legacy = { ...environment, project: 'default' };
    const policy = suggestTrustPolicy({
      identityProviderArn: PROVIDER,
      claims: claimsFor({
        environment: legacy,
        login: { subjectAttributes: ['currentEnvironment.name'] },
      }),
    });
    const report = assessTrust({
      ...GOOD,
      environment: legacy,
      identityProvider: { clientIds: ['contoso'] },
      ...role(policy),
    });
    expect(report).toMatchObject({
      status: 'trusted',
      openings: [
        { audience: 'contoso', decision: 'allow' },
        { audience: 'contoso', decision: 'allow', certainty: 'inferred' },
      ],
      findings: [{ code: 'legacy-default-project', severity: 'warning' }],
    });
  });

  it.each([
    ['without a list of attributes', undefined, 'documented'],
    ['with an empty list', { literal: [] }, 'inferred'],
    ['with a list that is an expression', { expression: '${x}' }, 'inferred'],
  ])(
    'knows how sure the claims of a login %s are',
    (_, subjectAttributes, certainty) => {
      expect(
        assessTrust({ ...GOOD, login: login({ subjectAttributes }) }).openings,
      ).toMatchObject([{ opening: 'direct', certainty }]);
    },
  );

  it('takes no opening at all for the direct one', () => {
    expect(assessTrust({ ...GOOD, openings: [] })).toEqual(assessTrust(GOOD));
  });

  it('means the environment, whichever of its subjects a policy names', () => {
    const both = suggestTrustPolicy({
      identityProviderArn: PROVIDER,
      claims: [[], ['currentEnvironment.name']].flatMap(subjectAttributes =>
        claimsFor({ environment, login: { subjectAttributes } }),
      ),
    });
    expect(assessTrust({ ...GOOD, ...role(both) })).toMatchObject({
      status: 'trusted',
      findings: [],
    });
  });

  it('takes an environment that nobody agreed to for a stranger', () => {
    const report = assessTrust({ ...GOOD, isIntended: false });
    expect(report).toMatchObject({
      status: 'over-permissive',
      access: 'works',
      exposure: {
        verdict: 'wider',
        witnesses: [{ why: expect.stringContaining('has not agreed to it') }],
      },
    });
  });
});
