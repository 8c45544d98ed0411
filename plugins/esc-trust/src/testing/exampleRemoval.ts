import {
  Operation,
  OperationStep,
  Plan,
  PlannedStep,
} from '@internal/backstage-plugin-esc-trust-common';
import { exampleOperation, examplePlan } from './examplePlan';

const { outcome } = examplePlan();

const STEPS: PlannedStep[] = [
  {
    step: 'environment',
    action: 'delete',
    target: 'acme/payments/dev',
    summary: 'Takes the login aws.login out of acme/payments/dev',
    before: {
      'fn::open::aws-login': {
        oidc: { roleArn: outcome.roleArn, duration: '1h' },
      },
    },
  },
  {
    step: 'trust-policy',
    action: 'unchanged',
    target: outcome.roleArn,
    summary: 'The trust policy goes with the role',
  },
  {
    step: 'permissions',
    action: 'delete',
    target: outcome.roleArn,
    summary: 'Takes arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess away',
    before: {
      managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],
      inlinePolicies: [],
    },
  },
  {
    step: 'role',
    action: 'delete',
    target: outcome.roleArn,
    summary:
      'Deletes the role esc-payments-dev-0a1b2c3d: this portal made it, and nothing else uses it',
    before: { arn: outcome.roleArn },
  },
  {
    step: 'mapping',
    action: 'delete',
    target: 'acme/payments/dev',
    summary: 'Forgets that acme/payments/dev uses esc-payments-dev-0a1b2c3d',
  },
];

/** The plan of a removal that deletes the role. */
export function exampleRemovalPlan(): Plan {
  return {
    kind: 'deprovision',
    steps: STEPS,
    planDigest: 'removal-1',
    outcome,
  };
}

/**
 * The operation that applies {@link exampleRemovalPlan}.
 *
 * @param state - of the operation
 * @param stepState - of all its steps
 * @param rest - what else is different
 */
export function exampleRemoval(
  state: Operation['state'],
  stepState: OperationStep['state'] = 'pending',
  rest: Partial<Operation> = {},
): Operation {
  return exampleOperation(state, [], {
    id: 'removal-1',
    kind: 'deprovision',
    steps: STEPS.map(step => ({ ...step, state: stepState })),
    planDigest: 'removal-1',
    ...rest,
  });
}
