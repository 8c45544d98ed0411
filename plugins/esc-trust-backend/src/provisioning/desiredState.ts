import {
  audienceOf,
  AwsLoginSettings,
  claimsFor,
  ClaimsTemplate,
  defaultRoleName,
  EnvironmentRef,
  ESC_TRUST_TAGS,
  identityProviderArn,
  ProvisionRequest,
  renderSubject,
  ROLE_PATH,
  stringifyEnvironmentRef,
  suggestTrustPolicy,
  TrustPolicyDocument,
} from '@internal/backstage-plugin-esc-trust-common';

/** What a provision leads to, in full. */
export interface DesiredState {
  environment: EnvironmentRef;
  accountId: string;
  ownerRef: string;
  entityRefs: string[];
  issuer: string;
  identityProviderArn: string;
  audience: string;
  claims: ClaimsTemplate[];
  subject: string;
  role: {
    name: string;
    path: string;
    arn: string;
    description: string;
    maxSessionDuration: number;
    managedPolicyArns: string[];
  };
  /** Of what the portal creates. */
  tags: Record<string, string>;
  /** For a role that doesn't exist yet. */
  trustPolicy: TrustPolicyDocument;
  login: AwsLoginSettings & { path: string };
}

/**
 * Works out what a request asks for. Pure.
 *
 * @throws InputError when no exact trust policy exists for what is asked
 */
export function desiredState(
  request: ProvisionRequest,
  portal: { issuer: string; partition: string; instanceId: string },
): DesiredState {
  const { environment, accountId, ownerRef, role = {}, login = {} } = request;
  const { issuer, partition } = portal;
  const providerArn = identityProviderArn({ issuer, accountId, partition });
  const subjectAttributes = login.subjectAttributes ?? [
    'currentEnvironment.name',
  ];
  const claims = claimsFor({
    environment,
    login: { subjectAttributes },
    issuer,
  });
  const name = role.name ?? defaultRoleName(environment);
  const arn = `arn:${partition}:iam::${accountId}:role${ROLE_PATH}${name}`;
  return {
    environment,
    accountId,
    ownerRef,
    entityRefs: request.entityRefs ?? [],
    issuer,
    identityProviderArn: providerArn,
    audience: audienceOf(environment),
    claims,
    subject: renderSubject(claims[0].subject),
    role: {
      name,
      path: ROLE_PATH,
      arn,
      description:
        role.description ??
        `For the Pulumi ESC environment ${stringifyEnvironmentRef(
          environment,
        )}`,
      maxSessionDuration: role.maxSessionDuration ?? 3600,
      managedPolicyArns: role.managedPolicyArns ?? [],
    },
    tags: {
      [ESC_TRUST_TAGS.instance]: portal.instanceId,
      [ESC_TRUST_TAGS.owner]: ownerRef,
      [ESC_TRUST_TAGS.environment]: stringifyEnvironmentRef(environment),
    },
    trustPolicy: suggestTrustPolicy({
      identityProviderArn: providerArn,
      claims,
    }),
    login: {
      path: login.path ?? 'aws.login',
      roleArn: arn,
      sessionName: login.sessionName ?? 'pulumi-environments-session',
      duration: login.duration ?? '1h',
      subjectAttributes,
      exportEnvironmentVariables: true,
    },
  };
}
