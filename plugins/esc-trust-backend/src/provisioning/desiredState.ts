import {
  audienceOf,
  AwsLoginSettings,
  claimsFor,
  ClaimsTemplate,
  EnvironmentRef,
  ESC_TRUST_TAGS,
  identityProviderArn,
  ProvisionRequest,
  renderSubject,
  stringifyEnvironmentRef,
  suggestTrustPolicy,
  TrustPolicyDocument,
} from '@internal/backstage-plugin-esc-trust-common';

import { ProvisioningConfig } from '../config/readProvisioningConfig';
import { renderRoleName } from '../config/roleNameTemplate';
import { readInlinePolicy, tagsOfRole } from '../guardrails';

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
    /** Seconds. */
    maxSessionDuration: number;
    managedPolicyArns: string[];
    /** JSON text. */
    inlinePolicy?: string;
    permissionsBoundaryArn?: string;
  };
  /** Of what the portal creates. */
  tags: Record<string, string>;
  /** The boundary that the configuration wants. */
  requiredBoundaryArn?: string;
  /** For a role that doesn't exist yet. */
  trustPolicy: TrustPolicyDocument;
  /** Characters. */
  trustPolicyQuota: number;
  login: AwsLoginSettings & { path: string };
  /** False leaves the environment alone. */
  configureEnvironment: boolean;
  /** Replaces our statements of the trust policy instead of joining them. */
  restoresTrustPolicy: boolean;
  /** Takes over a role that is there already. */
  adoptsRole: boolean;
  /** Another login of the environment uses the role too. */
  keepsTrust: boolean;
  /** Whether the role is this portal's own and nothing else uses it. */
  deletesRole: boolean;
}

/** What the portal decides about everything that it provisions. */
export interface PortalSettings {
  issuer: string;
  partition: string;
  instanceId: string;
  provisioning: Pick<
    ProvisioningConfig,
    'rolePath' | 'roleNameTemplate' | 'fixedTags' | 'trustPolicyQuota'
  >;
  /** The boundary that the configuration wants. */
  requiredBoundaryArn?: string;
}

/**
 * Works out what a request asks for. Pure.
 *
 * @throws InputError when no exact trust policy exists for what is asked
 */
export function desiredState(
  request: ProvisionRequest,
  portal: PortalSettings,
): DesiredState {
  const { environment, accountId, ownerRef, role = {}, login = {} } = request;
  const { issuer, partition, provisioning } = portal;
  const providerArn = identityProviderArn({ issuer, accountId, partition });
  const subjectAttributes = login.subjectAttributes ?? [
    'currentEnvironment.name',
  ];
  const claims = claimsFor({
    environment,
    login: { subjectAttributes },
    issuer,
  });
  const { rolePath } = provisioning;
  const name =
    role.name ?? renderRoleName(provisioning.roleNameTemplate, environment);
  const arn = `arn:${partition}:iam::${accountId}:role${rolePath}${name}`;
  const boundary = role.permissionsBoundaryArn ?? portal.requiredBoundaryArn;
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
      path: rolePath,
      arn,
      description:
        role.description ??
        `For the Pulumi ESC environment ${stringifyEnvironmentRef(
          environment,
        )}`,
      maxSessionDuration: role.maxSessionDuration ?? 3600,
      managedPolicyArns: role.managedPolicyArns ?? [],
      ...(role.inlinePolicy === undefined
        ? {}
        : {
            inlinePolicy: JSON.stringify(readInlinePolicy(role.inlinePolicy)),
          }),
      ...(boundary ? { permissionsBoundaryArn: boundary } : {}),
    },
    tags: tagsOfRole(role.tags ?? {}, provisioning.fixedTags, {
      [ESC_TRUST_TAGS.instance]: portal.instanceId,
      [ESC_TRUST_TAGS.owner]: ownerRef,
      [ESC_TRUST_TAGS.environment]: stringifyEnvironmentRef(environment),
    }),
    trustPolicy: suggestTrustPolicy({
      identityProviderArn: providerArn,
      claims,
      quota: provisioning.trustPolicyQuota,
    }),
    trustPolicyQuota: provisioning.trustPolicyQuota,
    requiredBoundaryArn: portal.requiredBoundaryArn,
    login: {
      path: login.path ?? 'aws.login',
      roleArn: arn,
      sessionName: login.sessionName ?? 'pulumi-environments-session',
      duration: login.duration ?? '1h',
      subjectAttributes,
      // Whoever asks for none leaves those that a login has.
      ...(login.policyArns?.length ? { policyArns: login.policyArns } : {}),
      exportEnvironmentVariables: true,
    },
    configureEnvironment: request.configureEnvironment ?? true,
    restoresTrustPolicy: false,
    adoptsRole: request.adoptRole ?? false,
    keepsTrust: false,
    deletesRole: false,
  };
}
