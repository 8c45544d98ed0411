import {
  Mapping,
  Operation,
  OperationStep,
  Plan,
} from '@internal/backstage-plugin-esc-trust-common';

export const OUTCOME = {
  roleArn: 'arn:aws:iam::111111111111:role/pulumi-esc/x',
  identityProviderArn: 'arn:aws:iam::111111111111:oidc-provider/y',
  audience: 'aws:acme',
  subject: 'pulumi:…',
};

export const STEPS: OperationStep[] = [
  {
    step: 'identity-provider',
    action: 'unchanged',
    target: 't',
    summary: 'is there',
    state: 'pending',
  },
  {
    step: 'trust-policy',
    action: 'update',
    target: 't',
    summary: 'admits it',
    before: '{"Statement":[]}',
    after: { Statement: [{ Sid: 'PulumiEscTrust' }] },
    state: 'pending',
  },
];

export const PLAN_LINES = [
  'identity provider: nothing to do (is there)',
  'trust policy: to be updated (admits it)',
  '  {',
  '-   "Statement": []',
  '+   "Statement": [',
  '+     {',
  '+       "Sid": "PulumiEscTrust"',
  '+     }',
  '+   ]',
  '  }',
];

export const PLAN: Plan = {
  kind: 'provision',
  steps: STEPS,
  planDigest: 'd',
  outcome: OUTCOME,
};

/** An operation whose first `done` steps have succeeded. */
export function operation(
  state: Operation['state'],
  done: number,
  more: Partial<Operation> = {},
): Operation {
  return {
    id: 'op',
    kind: 'provision',
    state,
    environment: { organization: 'acme', project: 'payments', name: 'prod' },
    accountId: '111111111111',
    ownerRef: 'group:default/payments-team',
    steps: STEPS.map((step, i) => ({
      ...step,
      state: i < done ? 'succeeded' : 'pending',
    })),
    planDigest: 'd',
    outcome: OUTCOME,
    createdAt: '',
    createdBy: 'user:default/guest',
    updatedAt: '',
    ...more,
  };
}

/** A mapping of the environment that the examples name. */
export function mapping(more: Partial<Mapping> = {}): Mapping {
  return {
    id: 'm',
    environment: { organization: 'acme', project: 'payments', name: 'prod' },
    loginPath: 'aws.login',
    roleArn: OUTCOME.roleArn,
    accountId: '111111111111',
    ownerRef: 'group:default/payments-team',
    entityRefs: [],
    source: 'provisioned',
    trust: {
      status: 'untrusted',
      access: 'fails',
      exposure: { verdict: 'intended', witnesses: [] },
      claims: { issuer: '', audience: '', subject: '' },
      openings: [],
      gates: [
        { gate: 'role', outcome: 'pass', message: 'is there' },
        { gate: 'trust-policy', outcome: 'fail', message: 'admits others' },
      ],
      findings: [],
    },
    createdAt: '',
    createdBy: 'user:default/guest',
    updatedAt: '',
    ...more,
  };
}
