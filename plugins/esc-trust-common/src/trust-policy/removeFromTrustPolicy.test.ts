import fc from 'fast-check';
import { claimsFor } from '../claims/claimsFor';
import { EnvironmentRef } from '../claims/environment';
import { PROVIDER } from './__testUtils__/policies';
import { mergeTrustPolicy } from './mergeTrustPolicy';
import { parseTrustPolicy } from './parseTrustPolicy';
import { removeFromTrustPolicy } from './removeFromTrustPolicy';
import { suggestTrustPolicy } from './suggestTrustPolicy';
import { TrustPolicyDocument } from './types';

const env = (name: string, project = 'payments', organization = 'acme') => ({
  organization,
  project,
  name,
});

function policyFor(
  environments: EnvironmentRef[],
  subjectAttributes: string[] | undefined = ['currentEnvironment.name'],
): TrustPolicyDocument {
  return suggestTrustPolicy({
    identityProviderArn: PROVIDER,
    claims: environments.flatMap(environment =>
      claimsFor({ environment, login: { subjectAttributes } }),
    ),
    quota: 8192,
  });
}

const foreign = {
  Sid: 'Foreign',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::123456789012:root' },
  Action: 'sts:AssumeRole',
};
const beside = (policy: TrustPolicyDocument): TrustPolicyDocument => ({
  ...policy,
  Statement: [foreign, ...policy.Statement],
});

describe('removeFromTrustPolicy', () => {
  it.each<[string, string[] | undefined]>([
    ['default subjects', []],
    ['subjects of the current environment', ['currentEnvironment.name']],
    ['subjects of the root', ['rootEnvironment.name']],
    [
      'subjects with more attributes',
      ['pulumi.organization.login', 'currentEnvironment.name'],
    ],
  ])('takes %s out', (_, attributes) => {
    expect(
      removeFromTrustPolicy(
        policyFor([env('prod'), env('dev')], attributes),
        env('prod'),
      ),
    ).toEqual(policyFor([env('dev')], attributes));
  });

  it('takes both subjects of a legacy environment out', () => {
    const legacy = env('db', 'default');
    const both = beside(policyFor([legacy]));
    expect(removeFromTrustPolicy(both, legacy).Statement).toEqual([foreign]);
  });

  it('leaves environments alone whose names only look alike', () => {
    const others = beside(
      policyFor([
        env('prod'),
        env('db', 'default'),
        env('db', 'payments'),
        env('prod', 'payments', 'other'),
      ]),
    );
    for (const environment of [
      env('pro'),
      env('prod2'),
      env('prod', 'default'),
      env('payments', 'prod'),
      env('prod', 'pay'),
      env('prod', 'payments', 'acm'),
      env('db', 'other'),
    ]) {
      expect(removeFromTrustPolicy(others, environment)).toBe(others);
    }
  });

  it('takes exactly the claims out that are given', () => {
    const both = policyFor([env('prod'), env('dev')]);
    const claims = claimsFor({
      environment: env('prod'),
      login: { subjectAttributes: ['currentEnvironment.name'] },
    });
    expect(removeFromTrustPolicy(both, claims)).toEqual(
      policyFor([env('dev')]),
    );
    const plain = claimsFor({ environment: env('prod') });
    expect(removeFromTrustPolicy(both, plain)).toBe(both);
  });

  it('says to delete a role whose policy would be empty', () => {
    expect(() =>
      removeFromTrustPolicy(policyFor([env('prod')]), env('prod')),
    ).toThrow(/delete the role/);
  });

  it('leaves our statement to a person once it was changed by hand', () => {
    const policy = beside(policyFor([env('prod'), env('dev')]));
    Object.assign(policy.Statement[1], { Effect: 'Deny' });
    expect(() => removeFromTrustPolicy(policy, env('prod'))).toThrow(
      /changed by hand/,
    );
    // Nothing of this one is in it.
    expect(removeFromTrustPolicy(policy, env('other'))).toBe(policy);
  });

  it('refuses a document that it does not understand', () => {
    expect(() => removeFromTrustPolicy({ Statement: [] }, env('x'))).toThrow(
      /can't be read/,
    );
  });

  it('undoes a merge and leaves foreign statements as they are', () => {
    const value = fc.constantFrom(
      'aws:acme',
      'pulumi:environments:org:acme:env:payments/prod',
      'pulumi:environments:org:acme:env:*',
      'x',
    );
    const statement = fc.record(
      {
        Effect: fc.constantFrom('Allow', 'Deny'),
        Principal: fc.constantFrom<unknown>(
          { Federated: PROVIDER },
          { AWS: ['arn:aws:iam::123456789012:root'] },
          { Service: 'ec2.amazonaws.com' },
        ),
        Action: fc.constantFrom<unknown>(
          'sts:AssumeRole',
          ['sts:*'],
          ['sts:TagSession', 'sts:AssumeRoleWithWebIdentity'],
        ),
        Condition: fc.dictionary(
          fc.constantFrom('StringEquals', 'StringLike', 'StringNotEquals'),
          fc.dictionary(
            fc.constantFrom('api.pulumi.com/oidc:aud', 'other.com:sub'),
            fc.oneof(value, fc.array(value, { maxLength: 3 })),
            { noNullPrototype: true },
          ),
          { noNullPrototype: true },
        ),
      },
      {
        requiredKeys: ['Effect', 'Principal', 'Action'],
        noNullPrototype: true,
      },
    );
    const documents = fc
      .array(statement, { minLength: 1, maxLength: 6 })
      .map(statements => ({
        Version: '2012-10-17',
        Statement: statements.map(
          (s, i): Record<string, unknown> =>
            i % 2 === 0 ? { Sid: `S${i}`, ...s } : s,
        ),
      }));
    fc.assert(
      fc.property(
        documents,
        fc.constantFrom(env('prod'), env('db', 'default')),
        (before, environment) => {
          expect(parseTrustPolicy(before).problems).toEqual([]);
          const text = JSON.stringify(before);
          expect(removeFromTrustPolicy(before, environment)).toBe(before);
          const merged = mergeTrustPolicy(before, policyFor([environment]), {
            quota: 100_000,
          });
          // Same statements, same order, same Sids, byte by byte.
          const after = removeFromTrustPolicy(merged, environment);
          expect(JSON.stringify(after)).toBe(text);
          expect(JSON.stringify(before)).toBe(text);
        },
      ),
    );
  });
});
