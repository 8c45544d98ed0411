import {
  DEFAULT_ISSUER,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';

/** By partition. Unverified: AWS publishes no list of these addresses. */
const AWS_CONSOLES: Record<string, string> = {
  aws: 'https://console.aws.amazon.com',
  'aws-cn': 'https://console.amazonaws.cn',
  'aws-us-gov': 'https://console.amazonaws-us-gov.com',
};

/**
 * Where Pulumi Cloud shows an environment. Unverified: Pulumi documents no form
 * of these addresses.
 *
 * @param mapping - the mapping
 * @returns undefined for a self-hosted Pulumi Cloud: its address isn't known
 */
export function pulumiConsoleUrl({
  environment,
  trust,
}: Mapping): string | undefined {
  if (trust.claims.issuer !== DEFAULT_ISSUER) {
    return undefined;
  }
  const { organization, project, name } = environment;
  const path = [organization, 'esc', project, name].map(encodeURIComponent);
  return `https://app.pulumi.com/${path.join('/')}`;
}

/**
 * Where the AWS console shows a role, to those who are signed in to its account.
 *
 * @param roleArn - the role's ARN, of whatever partition
 * @returns undefined for what isn't a role, or of another partition
 */
export function awsConsoleUrl(roleArn: string | undefined): string | undefined {
  const [, partition, name] =
    /^arn:([a-z-]+):iam::\d{12}:role\/(?:.*\/)?([^/]+)$/.exec(roleArn ?? '') ??
    [];
  if (!name || !Object.hasOwn(AWS_CONSOLES, partition)) {
    return undefined;
  }
  return `${
    AWS_CONSOLES[partition]
  }/iam/home#/roles/details/${encodeURIComponent(name)}`;
}

/**
 * The ways out of the portal to what a mapping is about, as far as they are known.
 *
 * @param mapping - the mapping
 */
export function consoleLinks(
  mapping: Mapping,
): Array<{ place: 'pulumi' | 'aws'; href: string }> {
  const links = {
    pulumi: pulumiConsoleUrl(mapping),
    aws: awsConsoleUrl(mapping.roleArn),
  };
  return (['pulumi', 'aws'] as const).flatMap(place => {
    const href = links[place];
    return href ? [{ place, href }] : [];
  });
}
