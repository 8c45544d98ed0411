const operationState = {
  type: 'string',
  enum: [
    'pending',
    'applying',
    'succeeded',
    'rolling-back',
    'rolled-back',
    'needs-attention',
  ],
} as const;

const plannedStep = {
  step: {
    type: 'string',
    enum: [
      'identity-provider',
      'audience',
      'role',
      'trust-policy',
      'permissions',
      'environment',
      'mapping',
      'assessment',
    ],
  },
  action: { type: 'string', enum: ['create', 'update', 'unchanged'] },
  target: { type: 'string' },
  summary: { type: 'string' },
  before: { description: 'What is there now' },
  after: { description: 'What will be there' },
} as const;

/** Schemas of operations. */
export const operationSchemas = {
  ProvisionRequest: {
    type: 'object',
    additionalProperties: false,
    required: ['kind', 'environment', 'accountId', 'ownerRef'],
    properties: {
      kind: { type: 'string', enum: ['provision'] },
      environment: { $ref: '#/components/schemas/Environment' },
      accountId: { $ref: '#/components/schemas/AccountId' },
      ownerRef: { $ref: '#/components/schemas/EntityRef' },
      entityRefs: {
        type: 'array',
        maxItems: 20,
        items: { $ref: '#/components/schemas/EntityRef' },
      },
      role: {
        type: 'object',
        additionalProperties: false,
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 200 },
          description: {
            type: 'string',
            maxLength: 1000,
          },
          managedPolicyArns: {
            type: 'array',
            maxItems: 10,
            uniqueItems: true,
            items: {
              type: 'string',
              maxLength: 2048,
            },
          },
          maxSessionDuration: { type: 'integer' },
        },
      },
      login: {
        type: 'object',
        additionalProperties: false,
        properties: {
          path: {
            type: 'string',
            maxLength: 200,
          },
          subjectAttributes: {
            type: 'array',
            minItems: 1,
            maxItems: 6,
            uniqueItems: true,
            items: { $ref: '#/components/schemas/SubjectAttribute' },
          },
          duration: { type: 'string', maxLength: 20 },
          sessionName: { type: 'string', maxLength: 200 },
        },
      },
      dryRun: { type: 'boolean' },
      planDigest: { type: 'string', maxLength: 100 },
    },
  },
  PlannedStep: {
    type: 'object',
    required: ['step', 'action', 'target', 'summary'],
    properties: plannedStep,
  },
  OperationStep: {
    type: 'object',
    required: ['step', 'action', 'target', 'summary', 'state'],
    properties: {
      ...plannedStep,
      state: {
        type: 'string',
        enum: ['pending', 'applying', 'succeeded', 'failed', 'rolled-back'],
      },
      error: { type: 'string' },
    },
  },
  ProvisionOutcome: {
    type: 'object',
    required: ['roleArn', 'identityProviderArn', 'audience', 'subject'],
    properties: {
      roleArn: { type: 'string' },
      identityProviderArn: { type: 'string' },
      audience: { type: 'string' },
      subject: { type: 'string' },
      mappingId: { type: 'string' },
      status: { $ref: '#/components/schemas/Status' },
    },
  },
  Plan: {
    type: 'object',
    required: ['kind', 'steps', 'planDigest', 'outcome'],
    properties: {
      kind: { type: 'string', enum: ['provision'] },
      steps: {
        type: 'array',
        items: { $ref: '#/components/schemas/PlannedStep' },
      },
      planDigest: { type: 'string' },
      outcome: { $ref: '#/components/schemas/ProvisionOutcome' },
    },
  },
  Operation: {
    type: 'object',
    required: [
      'id',
      'kind',
      'state',
      'environment',
      'accountId',
      'ownerRef',
      'steps',
      'planDigest',
      'outcome',
      'createdAt',
      'createdBy',
      'updatedAt',
    ],
    properties: {
      id: { type: 'string' },
      kind: { type: 'string', enum: ['provision'] },
      state: operationState,
      environment: { $ref: '#/components/schemas/Environment' },
      accountId: { $ref: '#/components/schemas/AccountId' },
      ownerRef: { type: 'string' },
      steps: {
        type: 'array',
        items: { $ref: '#/components/schemas/OperationStep' },
      },
      planDigest: { type: 'string' },
      outcome: { $ref: '#/components/schemas/ProvisionOutcome' },
      error: { type: 'string' },
      createdAt: { type: 'string', format: 'date-time' },
      createdBy: { type: 'string' },
      updatedAt: { type: 'string', format: 'date-time' },
    },
  },
  OperationList: {
    type: 'object',
    required: ['items'],
    properties: {
      items: {
        type: 'array',
        items: { $ref: '#/components/schemas/Operation' },
      },
    },
  },
} as const;
