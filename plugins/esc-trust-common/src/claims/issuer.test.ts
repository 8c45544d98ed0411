import {
  DEFAULT_ISSUER,
  identityProviderArn,
  isCustomAudienceIssuer,
  loginIssuerBeside,
} from './issuer';

describe('issuers', () => {
  it.each([
    [DEFAULT_ISSUER, false],
    ['https://pulumi.example.com/oidc', false],
    [`${DEFAULT_ISSUER}/v2`, true],
    [`${DEFAULT_ISSUER}/v20`, false],
    ['https://pulumi.example.com/oidc/v2', true],
  ])('tells the issuer of fn::open::oidc: %s is %s', (issuer, expected) => {
    expect(isCustomAudienceIssuer(issuer)).toBe(expected);
  });

  it('names the issuer that aws-login uses beside it', () => {
    expect(loginIssuerBeside(`${DEFAULT_ISSUER}/v2`)).toBe(DEFAULT_ISSUER);
    expect(loginIssuerBeside(DEFAULT_ISSUER)).toBe(DEFAULT_ISSUER);
  });

  it('names it for a self-hosted issuer below a path named v2 too', () => {
    expect(loginIssuerBeside('https://pulumi.example.com/v2/oidc/v2/')).toBe(
      'https://pulumi.example.com/v2/oidc',
    );
  });

  it('writes a provider of the usual partition when none is given', () => {
    expect(
      identityProviderArn({
        issuer: DEFAULT_ISSUER,
        accountId: '123456789012',
      }),
    ).toBe('arn:aws:iam::123456789012:oidc-provider/api.pulumi.com/oidc');
  });

  it('gives a self-hosted issuer a provider of its own', () => {
    expect(
      identityProviderArn({
        issuer: 'https://pulumi.example.com/oidc',
        accountId: '123456789012',
        partition: 'aws-us-gov',
      }),
    ).toBe(
      'arn:aws-us-gov:iam::123456789012:oidc-provider/pulumi.example.com/oidc',
    );
  });
});
