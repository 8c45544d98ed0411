import { exampleMapping } from '../testing/exampleMapping';
import { awsConsoleUrl, pulumiConsoleUrl } from './consoleLinks';

describe('pulumiConsoleUrl', () => {
  it('leads to the environment', () => {
    expect(pulumiConsoleUrl(exampleMapping('acme/payments/dev'))).toBe(
      'https://app.pulumi.com/acme/esc/payments/dev',
    );
  });

  it('guesses nothing about a self-hosted Pulumi Cloud', () => {
    const { claims } = exampleMapping('acme/payments/dev').trust;
    const issuer = 'https://pulumi.acme.example/oidc';
    expect(
      pulumiConsoleUrl(
        exampleMapping('acme/payments/dev', { claims: { ...claims, issuer } }),
      ),
    ).toBeUndefined();
  });
});

describe('awsConsoleUrl', () => {
  it.each([
    [
      'arn:aws:iam::111111111111:role/deploy',
      'https://console.aws.amazon.com/iam/home#/roles/details/deploy',
    ],
    [
      'arn:aws:iam::111111111111:role/pulumi-esc/team/deploy',
      'https://console.aws.amazon.com/iam/home#/roles/details/deploy',
    ],
    [
      'arn:aws-cn:iam::111111111111:role/deploy',
      'https://console.amazonaws.cn/iam/home#/roles/details/deploy',
    ],
    [
      'arn:aws-us-gov:iam::111111111111:role/deploy',
      'https://console.amazonaws-us-gov.com/iam/home#/roles/details/deploy',
    ],
    [
      'arn:aws:iam::111111111111:role/a+b=c,d@e',
      'https://console.aws.amazon.com/iam/home#/roles/details/a%2Bb%3Dc%2Cd%40e',
    ],
  ])('leads from %s to the role, by its partition', (arn, url) => {
    expect(awsConsoleUrl(arn)).toBe(url);
  });

  it.each([
    [undefined],
    ['arn:aws-iso:iam::111111111111:role/deploy'],
    ['arn:constructor:iam::111111111111:role/deploy'],
    ['arn:aws:iam::111111111111:user/ada'],
    ['arn:aws:iam::111111111111:role/'],
    ['https://evil.example/role/deploy'],
  ])('leads from %s nowhere', arn => {
    expect(awsConsoleUrl(arn)).toBeUndefined();
  });
});
