import { TEXT } from './primitives';

/** Schemas of mappings. */
export const mappingSchemas = {
  Mapping: {
    type: 'object',
    required: [
      'id',
      'environment',
      'loginPath',
      'entityRefs',
      'source',
      'trust',
      'createdAt',
      'createdBy',
      'updatedAt',
    ],
    properties: {
      id: { type: 'string' },
      environment: { $ref: '#/components/schemas/Environment' },
      loginPath: { type: 'string' },
      roleArn: { type: 'string' },
      accountId: { $ref: '#/components/schemas/AccountId' },
      ownerRef: { type: 'string' },
      entityRefs: { type: 'array', items: { type: 'string' } },
      source: { $ref: '#/components/schemas/MappingSource' },
      trust: { $ref: '#/components/schemas/TrustReport' },
      stale: {
        type: 'object',
        required: ['since', 'reason'],
        properties: {
          since: { type: 'string', format: 'date-time' },
          reason: { type: 'string' },
        },
      },
      openings: {
        type: 'array',
        description: 'The openings that are meant to be in use',
        items: { $ref: '#/components/schemas/Opening' },
      },
      ignored: {
        type: 'boolean',
        description: 'Discovered, and not wanted in lists',
      },
      acceptances: {
        type: 'array',
        items: { $ref: '#/components/schemas/Acceptance' },
      },
      lastVerified: { $ref: '#/components/schemas/Verification' },
      createdAt: { type: 'string', format: 'date-time' },
      createdBy: { type: 'string' },
      updatedAt: { type: 'string', format: 'date-time' },
    },
  },
  Verification: {
    type: 'object',
    description: 'What happened when the environment was really opened',
    required: ['at', 'outcome'],
    properties: {
      at: { type: 'string', format: 'date-time' },
      outcome: { type: 'string', enum: ['success', 'failure'] },
      openedBy: {
        type: 'string',
        description: 'Login of the Pulumi user who opened it, when known',
      },
      gate: { $ref: '#/components/schemas/Gate' },
      message: {
        type: 'string',
        description: 'Of a failure: what AWS said. Never holds a value',
      },
    },
  },
  MappingList: {
    type: 'object',
    required: ['items', 'totalItems', 'pageInfo'],
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/Mapping' } },
      totalItems: { type: 'integer' },
      pageInfo: {
        type: 'object',
        properties: {
          nextCursor: { type: 'string' },
          prevCursor: { type: 'string' },
        },
      },
    },
  },
  RegisterMappingRequest: {
    type: 'object',
    additionalProperties: false,
    required: ['environment', 'ownerRef'],
    properties: {
      environment: { $ref: '#/components/schemas/Environment' },
      loginPath: {
        type: 'string',
        pattern: TEXT,
        minLength: 1,
        maxLength: 200,
      },
      ownerRef: { $ref: '#/components/schemas/EntityRef' },
      entityRefs: {
        type: 'array',
        maxItems: 20,
        items: { $ref: '#/components/schemas/EntityRef' },
      },
    },
  },
  Opening: {
    description: 'How an environment is opened, which changes the claims',
    oneOf: [
      {
        type: 'object',
        additionalProperties: false,
        required: ['kind'],
        properties: { kind: { type: 'string', enum: ['direct'] } },
      },
      {
        type: 'object',
        additionalProperties: false,
        required: ['kind'],
        properties: {
          kind: { type: 'string', enum: ['import', 'stack'] },
          root: { $ref: '#/components/schemas/Environment' },
          rootImportedAs: { type: 'string', pattern: TEXT, maxLength: 200 },
          importedAs: { type: 'string', pattern: TEXT, maxLength: 200 },
        },
      },
    ],
  },
  EvaluationRequest: {
    type: 'object',
    additionalProperties: false,
    required: ['environment', 'role'],
    properties: {
      environment: { $ref: '#/components/schemas/Environment' },
      login: {
        type: 'object',
        additionalProperties: false,
        properties: {
          subjectAttributes: {
            // As many as Pulumi documents, each once.
            type: 'array',
            maxItems: 6,
            uniqueItems: true,
            items: { type: 'string', maxLength: 100 },
          },
          duration: { $ref: '#/components/schemas/Duration' },
        },
      },
      openings: {
        type: 'array',
        minItems: 1,
        maxItems: 20,
        items: { $ref: '#/components/schemas/Opening' },
      },
      issuer: {
        type: 'string',
        pattern: '^https://[A-Za-z0-9.-]+(/[A-Za-z0-9._/-]*)?$',
        maxLength: 255,
      },
      role: {
        type: 'object',
        additionalProperties: false,
        required: ['arn', 'trustPolicy'],
        properties: {
          arn: { type: 'string', minLength: 20, maxLength: 2048 },
          trustPolicy: {
            description:
              'An object of at most 100 levels, JSON text, or the same URL-encoded',
            oneOf: [
              { type: 'string', maxLength: 131072 },
              { type: 'object', additionalProperties: true },
            ],
          },
          maxSessionDuration: { type: 'integer', minimum: 900, maximum: 43200 },
        },
      },
      identityProvider: {
        description: 'Absent: not known. Null: known to be missing',
        oneOf: [
          { type: 'null' },
          {
            type: 'object',
            additionalProperties: false,
            required: ['clientIds'],
            properties: {
              arn: { type: 'string', maxLength: 2048 },
              clientIds: {
                type: 'array',
                maxItems: 100,
                items: { type: 'string', maxLength: 255 },
              },
            },
          },
        ],
      },
      intended: {
        type: 'array',
        maxItems: 100,
        items: { $ref: '#/components/schemas/Environment' },
      },
    },
  },
} as const;
