import { claimsFor } from '../claims/claimsFor';
import { restoreTrustPolicy } from './restoreTrustPolicy';
import { suggestTrustPolicy } from './suggestTrustPolicy';
import { TrustPolicyDocument } from './types';

const PROVIDER = 'arn:aws:iam::123456789012:oidc-provider/api.pulumi.com/oidc';

const policyFor = (organization: string, ...names: string[]) =>
  suggestTrustPolicy({
    identityProviderArn: PROVIDER,
    claims: names.flatMap(name =>
      claimsFor({
        environment: { organization, project: 'payments', name },
        login: { subjectAttributes: ['currentEnvironment.name'] },
      }),
    ),
  });

const foreign = {
  Sid: 'Operations',
  Effect: 'Allow' as const,
  Principal: { AWS: 'arn:aws:iam::123456789012:root' },
  Action: 'sts:AssumeRole',
};

const withStatements = (
  ...statements: TrustPolicyDocument['Statement']
): TrustPolicyDocument => ({ Version: '2012-10-17', Statement: statements });

describe('restoreTrustPolicy', () => {
  const desired = policyFor('acme', 'prod', 'dev');
  const [ours] = desired.Statement;

  it('gives the very same document back when nothing has changed', () => {
    const existing = withStatements(foreign, ours);
    expect(restoreTrustPolicy(existing, desired)).toBe(existing);
    const [reordered] = policyFor('acme', 'dev', 'prod').Statement;
    const other = withStatements(reordered, foreign);
    expect(restoreTrustPolicy(other, desired)).toBe(other);
  });

  it.each<[string, TrustPolicyDocument, object[]]>([
    [
      'widened by hand',
      withStatements(
        { ...ours, Condition: { StringLike: { 'x:sub': '*' } } },
        foreign,
      ),
      [ours, foreign],
    ],
    [
      'turned into a Deny',
      withStatements(foreign, { ...ours, Effect: 'Deny' }),
      [foreign, ours],
    ],
    ['taken out', withStatements(foreign), [foreign, ours]],
    [
      'beside one of ours for an audience that nobody means',
      withStatements(policyFor('evil', 'x').Statement[0], foreign, ours),
      [foreign, ours],
    ],
  ])('restores a statement that was %s', (_, existing, expected) => {
    const restored = restoreTrustPolicy(existing, desired);
    expect(restored).toEqual({ Version: '2012-10-17', Statement: expected });
    expect(restoreTrustPolicy(restored, desired)).toBe(restored);
  });

  it('takes subjects out that are not desired any more', () => {
    expect(
      restoreTrustPolicy(withStatements(ours), policyFor('acme', 'prod')),
    ).toEqual(policyFor('acme', 'prod'));
  });

  it('refuses what it does not understand, and what would not fit', () => {
    expect(() =>
      restoreTrustPolicy({ Version: '2012-10-17', Statement: [] }, desired),
    ).toThrow(/can't be read/);
    expect(() =>
      restoreTrustPolicy(withStatements(foreign), desired, { quota: 300 }),
    ).toThrow(/300/);
  });
});
