import { trustPreview } from './trustPreview';

const input = {
  environment: { organization: 'acme', project: 'payments', name: 'prod' },
  subjectAttributes: ['currentEnvironment.name'],
  issuer: 'https://api.pulumi.com/oidc',
  account: { accountId: '111111111111' },
};

describe('trustPreview', () => {
  it('uses the partition of the account', () => {
    const { trustPolicy } = trustPreview({
      ...input,
      account: { ...input.account, partition: 'aws-cn' },
    });
    expect(JSON.stringify(trustPolicy)).toContain(
      'arn:aws-cn:iam::111111111111:oidc-provider/api.pulumi.com/oidc',
    );
  });

  it.each([
    ['the environment', ['currentEnvironment.name'], []],
    [
      'the opened one as well',
      ['currentEnvironment.name', 'rootEnvironment.name'],
      ['direct-only'],
    ],
    ['the opened one alone', ['rootEnvironment.name'], ['direct-only']],
    [
      'the user',
      ['currentEnvironment.name', 'pulumi.user.login'],
      ['depends-on-opening'],
    ],
    [
      'the organization alone',
      ['pulumi.organization.login'],
      ['organization-wide', 'several-subjects'],
    ],
    [
      'the token alone',
      ['pulumi.token.type'],
      ['organization-wide', 'depends-on-opening'],
    ],
  ])('warns of a subject that names %s', (_, subjectAttributes, warnings) => {
    expect(trustPreview({ ...input, subjectAttributes }).warnings).toEqual(
      warnings,
    );
  });

  it('says why an issuer has no such tokens', () => {
    expect(
      trustPreview({ ...input, issuer: 'https://api.pulumi.com/oidc/v2' }),
    ).toEqual({
      subjects: [],
      warnings: [],
      problem: expect.stringMatching(/^aws-login tokens come from/),
    });
  });
});
