import { operationRequestSchemas } from './operationRequests';
import { errorParts } from './primitives';

const operationKind = {
  type: 'string',
  enum: ['provision', 'repair', 'deprovision'],
} as const;

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
      'boundary',
      'permissions',
      'tags',
      'session-duration',
      'environment',
      'mapping',
      'assessment',
    ],
  },
  action: { type: 'string', enum: ['create', 'update', 'delete', 'unchanged'] },
  target: { type: 'string' },
  summary: { type: 'string' },
  before: { description: 'What is there now' },
  after: { description: 'What will be there' },
} as const;

/** Schemas of operations. */
export const operationSchemas = {
  OperationRequest: {
    description: 'What to do, by its kind',
    oneOf: [
      { $ref: '#/components/schemas/ProvisionRequest' },
      // One schema for both: the validator mixes up schemas that follow one
      // without references.
      { $ref: '#/components/schemas/MappingOperationRequest' },
    ],
    discriminator: {
      propertyName: 'kind',
      mapping: {
        provision: '#/components/schemas/ProvisionRequest',
        repair: '#/components/schemas/MappingOperationRequest',
        deprovision: '#/components/schemas/MappingOperationRequest',
      },
    },
  },
  ...operationRequestSchemas,
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
      kind: operationKind,
      steps: {
        type: 'array',
        items: { $ref: '#/components/schemas/PlannedStep' },
      },
      planDigest: { type: 'string' },
      outcome: { $ref: '#/components/schemas/ProvisionOutcome' },
    },
  },
  OperationConflict: {
    type: 'object',
    description:
      'A refusal; when the plan has moved, with the plan as it is now',
    required: ['error', 'response'],
    properties: {
      ...errorParts,
      plan: { $ref: '#/components/schemas/Plan' },
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
      kind: operationKind,
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
