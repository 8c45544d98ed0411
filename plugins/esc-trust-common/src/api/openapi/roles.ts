import { answers, refusals } from './parts';
import { TEXT } from './primitives';

const text = { type: 'string' } as const;

const role = {
  roleArn: text,
  accountId: { $ref: '#/components/schemas/AccountId' },
  name: text,
  path: text,
  exists: {
    type: 'boolean',
    description: 'False when a mapping names it in vain',
  },
  maxSessionDuration: { type: 'integer', description: 'Seconds' },
  ownerRef: { type: 'string', description: 'In its owner tag, when known' },
  exposure: { $ref: '#/components/schemas/Exposure' },
} as const;

const ROLE_FIELDS = [
  'roleArn',
  'accountId',
  'name',
  'path',
  'exists',
  'exposure',
] as const;

/** Schemas of roles. */
export const roleSchemas = {
  ListedRole: {
    type: 'object',
    description:
      'A role that trusts the issuer of a configured organization, or that a mapping names, with what its mappings come to',
    required: ROLE_FIELDS,
    properties: {
      ...role,
      totalMappings: {
        type: 'integer',
        minimum: 0,
        description:
          'Of those that the caller may read; absent when the caller may read none whatsoever. What is ignored doesn’t count',
      },
      // The worst of theirs; absent without any.
      worstStatus: { $ref: '#/components/schemas/Status' },
    },
  },
  RoleList: {
    type: 'object',
    required: ['items', 'pageInfo'],
    properties: {
      items: {
        type: 'array',
        items: { $ref: '#/components/schemas/ListedRole' },
      },
      pageInfo: { type: 'object', properties: { nextCursor: text } },
    },
  },
  RoleIdentityProvider: {
    type: 'object',
    required: ['issuer', 'arn', 'exists', 'clientIds'],
    properties: {
      issuer: text,
      arn: text,
      exists: { type: 'boolean' },
      clientIds: { type: 'array', items: text },
    },
  },
  LiveRole: {
    type: 'object',
    description: 'As AWS tells it now',
    required: ['tags', 'managedPolicyArns', 'inlinePolicies'],
    properties: {
      description: text,
      tags: { type: 'object', additionalProperties: text },
      permissionsBoundaryArn: text,
      managedPolicyArns: { type: 'array', items: text },
      inlinePolicies: {
        type: 'object',
        description: 'Name to JSON text',
        additionalProperties: text,
      },
      lastUsed: {
        type: 'object',
        required: ['at'],
        properties: {
          at: { type: 'string', format: 'date-time' },
          region: text,
        },
      },
    },
  },
  RoleDetails: {
    type: 'object',
    required: [
      ...ROLE_FIELDS,
      'identityProviders',
      'mappings',
      'totalMappings',
    ],
    properties: {
      ...role,
      trustPolicy: {
        type: 'string',
        description:
          'JSON text; absent with the role, and when it names environments that the caller may not read',
      },
      identityProviders: {
        type: 'array',
        description: 'Of the issuers of the configured organizations',
        items: { $ref: '#/components/schemas/RoleIdentityProvider' },
      },
      mappings: {
        type: 'array',
        description:
          'Those that name it and that the caller may read; at most 100',
        items: { $ref: '#/components/schemas/Mapping' },
      },
      totalMappings: { type: 'integer' },
      live: { $ref: '#/components/schemas/LiveRole' },
      liveFailure: {
        type: 'string',
        description: 'Why nothing live is told, in one sentence',
      },
    },
  },
} as const;

const accountId = {
  name: 'accountId',
  in: 'path',
  required: true,
  schema: { $ref: '#/components/schemas/AccountId' },
} as const;

/** What is below `/accounts/{accountId}`. */
export const rolePaths = {
  '/accounts/{accountId}/roles': {
    get: {
      operationId: 'ListRoles',
      tags: ['sources'],
      summary: 'List the roles of an account',
      description:
        'Roles of an account that trust a configured issuer or that a mapping names, as it was last read',
      parameters: [
        accountId,
        {
          name: 'q',
          in: 'query',
          required: false,
          description: 'The beginning of the name; in any case',
          allowReserved: true,
          schema: {
            type: 'string',
            pattern: TEXT,
            minLength: 1,
            maxLength: 64,
          },
        },
        {
          name: 'limit',
          in: 'query',
          required: false,
          schema: { type: 'integer', minimum: 1, maximum: 100 },
        },
        {
          name: 'cursor',
          in: 'query',
          required: false,
          allowReserved: true,
          schema: {
            type: 'string',
            pattern: TEXT,
            minLength: 1,
            maxLength: 4000,
          },
        },
      ],
      responses: {
        '200': answers('RoleList', 'One page'),
        ...refusals('404'),
      },
    },
  },
  '/accounts/{accountId}/roles/{roleName}': {
    get: {
      operationId: 'GetRole',
      tags: ['sources'],
      summary: 'Read who can assume a role',
      description:
        'One such role: who can assume it, its mappings, and its policies and tags as they are now',
      parameters: [
        accountId,
        {
          name: 'roleName',
          in: 'path',
          required: true,
          schema: { $ref: '#/components/schemas/RoleName' },
        },
      ],
      responses: {
        '200': answers('RoleDetails', 'The role'),
        ...refusals('404'),
      },
    },
  },
} as const;
