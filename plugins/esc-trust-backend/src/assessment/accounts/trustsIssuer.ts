import {
  issuerHostPath,
  parseTrustPolicy,
  PolicyStatement,
} from '@internal/backstage-plugin-esc-trust-common';

/** Calls that a web identity can't make. */
const OTHER_ACTIONS = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:setcontext',
  'sts:setsourceidentity',
  'sts:tagsession',
];

/**
 * Whether a role may let tokens of one of the issuers in: never false when it
 * does.
 *
 * @remarks
 * Most roles of an account trust services. Their policies hold nothing that could
 * cover an identity provider, which shows without parsing them.
 *
 * @param trustPolicy - JSON text
 * @param issuers - issuer URLs
 */
export function trustsIssuer(trustPolicy: string, issuers: string[]): boolean {
  const hostPaths = issuers.map(issuer => issuerHostPath(issuer).toLowerCase());
  const text = trustPolicy.toLowerCase();
  const isNamed = hostPaths.some(hostPath => text.includes(hostPath));
  // An escape may hide any of these.
  if (!isNamed && !/[*?\\]|notprincipal/.test(text)) {
    return false;
  }
  const { policy } = parseTrustPolicy(trustPolicy);
  return policy
    ? policy.statements.some(statement => covers(statement, hostPaths))
    : true;
}

function covers(
  { effect, principal, actions }: PolicyStatement,
  hostPaths: string[],
): boolean {
  const { federated, aws, anyone } = principal;
  const isNamed = federated.some(arn => {
    const [, provider = arn] = arn.toLowerCase().split(':oidc-provider/');
    return hostPaths.includes(provider) || /[*?]/.test(arn);
  });
  const isAnyone = anyone || aws.includes('*');
  return (
    isNamed ||
    (isAnyone &&
      effect === 'Allow' &&
      !actions?.every(action => OTHER_ACTIONS.includes(action.toLowerCase())))
  );
}
