import { claimsFor } from '../claims/claimsFor';
import { mergeTrustPolicy } from './mergeTrustPolicy';
import { suggestTrustPolicy } from './suggestTrustPolicy';
import { TrustPolicyDocument } from './types';

const identityProviderArn =
  'arn:aws:iam::123456789012:oidc-provider/api.pulumi.com/oidc';

function suggest(name: string, project = 'payments', organization = 'acme') {
  return suggestTrustPolicy({
    identityProviderArn,
    claims: claimsFor({
      environment: { organization, project, name },
      login: { subjectAttributes: ['currentEnvironment.name'] },
    }),
  });
}

const subjectsOf = (policy: TrustPolicyDocument) =>
  policy.Statement.map(
    s =>
      (s.Condition as Record<string, Record<string, unknown>>)?.StringEquals?.[
        'api.pulumi.com/oidc:sub'
      ],
  );

describe('suggestTrustPolicy', () => {
  it('is the shape that the Pulumi CLI writes', () => {
    expect(suggest('prod')).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: expect.stringMatching(/^PulumiEscTrust[0-9a-f]{8}$/),
          Effect: 'Allow',
          Principal: { Federated: identityProviderArn },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              'api.pulumi.com/oidc:aud': 'aws:acme',
              'api.pulumi.com/oidc:sub':
                'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:payments/prod',
            },
          },
        },
      ],
    });
  });

  it('admits both possible subjects of a legacy environment', () => {
    expect(subjectsOf(suggest('prod', 'default'))[0]).toHaveLength(2);
  });

  it('refuses a subject that depends on the user', () => {
    expect(() =>
      suggestTrustPolicy({
        identityProviderArn,
        claims: claimsFor({
          environment: { organization: 'acme', project: 'p', name: 'e' },
          login: { subjectAttributes: ['pulumi.user.login'] },
        }),
      }),
    ).toThrow(/depends on who opens/);
  });
});

describe('mergeTrustPolicy', () => {
  const foreign = {
    Sid: 'Foreign',
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::123456789012:root' },
    Action: 'sts:AssumeRole',
  };

  it('returns the very same object when nothing is missing', () => {
    const existing = suggest('prod');
    expect(mergeTrustPolicy(existing, suggest('prod'))).toBe(existing);
  });

  it('adds a subject to our statement and leaves the others alone', () => {
    const existing = {
      Version: '2012-10-17',
      Statement: [foreign, ...suggest('prod').Statement],
    };
    const merged = mergeTrustPolicy(existing, suggest('dev'));
    expect(merged.Statement).toHaveLength(2);
    expect(merged.Statement[0]).toBe(foreign);
    expect(subjectsOf(merged)[1]).toHaveLength(2);
  });

  it('gives another organization a statement of its own', () => {
    const merged = mergeTrustPolicy(
      suggest('prod'),
      suggest('prod', 'payments', 'other'),
    );
    expect(merged.Statement).toHaveLength(2);
  });

  it.each<[string, object]>([
    ['turned into a Deny', { Effect: 'Deny' }],
    ['loosened', { Condition: { StringLike: { x: '*' } } }],
    ['tightened', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.1' } } }],
  ])('leaves our statement to a person once it was %s', (_, change) => {
    const changed = suggest('prod');
    Object.assign(changed.Statement[0], change);
    expect(() => mergeTrustPolicy(changed, suggest('prod'))).toThrow(
      /PulumiEscTrust\w+ of the role's trust policy was changed by hand/,
    );
  });

  it("refuses what exceeds AWS's quota", () => {
    let policy = suggest('environment-0');
    expect(() => {
      for (let i = 1; i < 50; i++) {
        policy = mergeTrustPolicy(policy, suggest(`environment-${i}`));
      }
    }).toThrow(/quota is 2048: 17 environments fit, use another role/);
    expect([subjectsOf(policy)[0]].flat()).toHaveLength(17);
  });

  it('takes the quota of an account that has a larger one', () => {
    let policy = suggest('environment-0');
    for (let i = 1; i < 50; i++) {
      policy = mergeTrustPolicy(policy, suggest(`environment-${i}`), {
        quota: 8192,
      });
    }
    expect([subjectsOf(policy)[0]].flat()).toHaveLength(50);
  });

  it('says when foreign statements leave no room', () => {
    const full = {
      Version: '2012-10-17',
      Statement: Array.from({ length: 11 }, (_, i) => ({
        ...foreign,
        Sid: `Foreign${i}`,
        Principal: { AWS: `arn:aws:iam::123456789012:role/${'x'.repeat(50)}` },
      })),
    };
    expect(() => mergeTrustPolicy(full, suggest('prod'))).toThrow(
      /no environment fits beside/,
    );
  });

  it('counts the two subjects of a legacy environment once', () => {
    let policy = suggest('environment-0', 'default');
    expect(() => {
      for (let i = 1; i < 50; i++) {
        policy = mergeTrustPolicy(
          policy,
          suggest(`environment-${i}`, 'default'),
        );
      }
    }).toThrow(/: 9 environments fit/);
    expect([subjectsOf(policy)[0]].flat()).toHaveLength(18);
  });

  it('refuses a document that it does not understand', () => {
    expect(() => mergeTrustPolicy({ Statement: [] }, suggest('prod'))).toThrow(
      /can't be read/,
    );
  });
});
