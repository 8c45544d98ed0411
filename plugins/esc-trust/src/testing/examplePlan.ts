import {
  Operation,
  OperationStep,
  Plan,
  PlannedStep,
} from '@internal/backstage-plugin-esc-trust-common';
import { exampleMapping } from './exampleMapping';

const MAPPING = exampleMapping('acme/payments/dev');
const ROLE_ARN = MAPPING.roleArn!;
const PROVIDER_ARN =
  'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc';
const SUBJECT = MAPPING.trust.claims.subject!;

/**
 * A trust policy with one statement of somebody else and one of the portal.
 *
 * @param subject - the subject that the portal's statement admits
 */
export function exampleTrustPolicy(subject: string = SUBJECT) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'BreakGlass',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111111111111:role/security-on-call' },
        Action: 'sts:AssumeRole',
      },
      {
        Sid: 'PulumiEscTrust',
        Effect: 'Allow',
        Principal: { Federated: PROVIDER_ARN },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            'api.pulumi.com/oidc:aud': 'aws:acme',
            'api.pulumi.com/oidc:sub': subject,
          },
        },
      },
    ],
  };
}

const UNCHANGED: PlannedStep[] = [
  {
    step: 'identity-provider',
    action: 'unchanged',
    target: PROVIDER_ARN,
    summary:
      'The account has an identity provider for https://api.pulumi.com/oidc',
  },
  {
    step: 'audience',
    action: 'unchanged',
    target: PROVIDER_ARN,
    summary: 'The identity provider lists the audience aws:acme',
  },
  {
    step: 'role',
    action: 'unchanged',
    target: ROLE_ARN,
    summary: 'The role esc-payments-dev-0a1b2c3d exists',
  },
  {
    step: 'trust-policy',
    action: 'unchanged',
    target: ROLE_ARN,
    summary: `The trust policy has the statement for the subject ${SUBJECT}`,
  },
  {
    step: 'session-duration',
    action: 'unchanged',
    target: ROLE_ARN,
    summary: 'The role grants sessions of up to 3600 seconds',
  },
  {
    step: 'environment',
    action: 'unchanged',
    target: 'acme/payments/dev',
    summary: 'The login aws.login uses the role esc-payments-dev-0a1b2c3d',
  },
  {
    step: 'assessment',
    action: 'unchanged',
    target: 'acme/payments/dev',
    summary: 'Assesses whether acme/payments/dev may assume the role',
  },
];

/** What is changed in {@link examplePlan}. */
export const CHANGES: PlannedStep[] = [
  {
    step: 'audience',
    action: 'create',
    target: PROVIDER_ARN,
    summary: 'Adds the audience aws:acme to the identity provider',
    before: ['aws:acme-sandbox'],
    after: ['aws:acme-sandbox', 'aws:acme'],
  },
  {
    step: 'trust-policy',
    action: 'update',
    target: ROLE_ARN,
    summary:
      'Puts the portal’s statements back to exactly the subjects that are meant',
    before: exampleTrustPolicy(SUBJECT.replace('/dev', '/development')),
    after: exampleTrustPolicy(),
  },
];

/**
 * The plan of a repair.
 *
 * @param changes - the steps that change something; without any it's empty
 * @param planDigest - of the plan
 */
export function examplePlan(
  changes: PlannedStep[] = CHANGES,
  planDigest = 'digest-1',
): Plan {
  return {
    kind: 'repair',
    steps: UNCHANGED.map(
      step => changes.find(change => change.step === step.step) ?? step,
    ),
    planDigest,
    outcome: {
      roleArn: ROLE_ARN,
      identityProviderArn: PROVIDER_ARN,
      audience: 'aws:acme',
      subject: SUBJECT,
    },
  };
}

/**
 * The operation that applies {@link examplePlan}.
 *
 * @param state - of the operation
 * @param stepStates - states of its steps, in order; the rest is pending
 * @param rest - what else is different
 */
export function exampleOperation(
  state: Operation['state'],
  stepStates: Array<OperationStep['state']> = [],
  rest: Partial<Operation> = {},
): Operation {
  const { steps, planDigest, outcome } = examplePlan();
  return {
    id: 'operation-1',
    kind: 'repair',
    state,
    environment: MAPPING.environment,
    accountId: '111111111111',
    ownerRef: 'group:default/payments-team',
    steps: steps.map((step, at) => ({
      ...step,
      state: stepStates[at] ?? 'pending',
    })),
    planDigest,
    outcome,
    createdAt: '2026-11-20T08:00:00Z',
    createdBy: 'user:default/guest',
    updatedAt: '2026-11-20T08:00:00Z',
    ...rest,
  };
}
