import { primitives, TEXT } from './primitives';

/** How many mappings have each value of a field. */
const counts = <const TValue extends string>(values: readonly TValue[]) =>
  ({
    type: 'object',
    description: 'How many mappings have each value; what none has is 0',
    required: values,
    properties: Object.fromEntries(
      values.map(value => [value, { type: 'integer', minimum: 0 }]),
    ) as Record<TValue, { readonly type: 'integer'; readonly minimum: 0 }>,
  } as const);

/** Schemas of what people decide about mappings, and of what became of them. */
export const mappingChangeSchemas = {
  MappingChange: {
    type: 'object',
    description: 'What is absent stays as it is',
    additionalProperties: false,
    minProperties: 1,
    properties: {
      ownerRef: { $ref: '#/components/schemas/EntityRef' },
      entityRefs: {
        type: 'array',
        maxItems: 20,
        items: { $ref: '#/components/schemas/EntityRef' },
      },
      openings: {
        type: 'array',
        description:
          'The openings that are meant to be in use; none means directly',
        maxItems: 20,
        items: { $ref: '#/components/schemas/Opening' },
      },
      ignored: {
        type: 'boolean',
        description: 'Whether a discovered pair is kept out of all lists',
      },
    },
  },
  Acceptance: {
    type: 'object',
    description: 'That somebody has accepted a finding on purpose',
    required: ['fingerprint', 'reason', 'until', 'acceptedAt', 'acceptedBy'],
    properties: {
      fingerprint: { type: 'string' },
      reason: { type: 'string' },
      until: { type: 'string', format: 'date-time' },
      acceptedAt: { type: 'string', format: 'date-time' },
      acceptedBy: { type: 'string' },
    },
  },
  AcceptanceRequest: {
    type: 'object',
    additionalProperties: false,
    required: ['reason', 'until'],
    properties: {
      reason: { type: 'string', pattern: TEXT, minLength: 1, maxLength: 1000 },
      until: {
        type: 'string',
        format: 'date-time',
        description: 'At most a year ahead: from then on the finding counts',
        maxLength: 40,
      },
    },
  },
  HistoryEntry: {
    type: 'object',
    required: ['at', 'status', 'access', 'exposure', 'findings'],
    properties: {
      at: { type: 'string', format: 'date-time' },
      statusBefore: {
        $ref: '#/components/schemas/Status',
      },
      status: { $ref: '#/components/schemas/Status' },
      access: { $ref: '#/components/schemas/Access' },
      exposure: { $ref: '#/components/schemas/ExposureVerdict' },
      findings: { type: 'array', items: { type: 'string' } },
    },
  },
  History: {
    type: 'object',
    required: ['items', 'pageInfo'],
    properties: {
      items: {
        type: 'array',
        items: { $ref: '#/components/schemas/HistoryEntry' },
      },
      pageInfo: {
        type: 'object',
        properties: { nextCursor: { type: 'string' } },
      },
    },
  },
  Summary: {
    type: 'object',
    required: [
      'totalItems',
      'status',
      'access',
      'exposure',
      'organizations',
      'accounts',
      'owners',
    ],
    properties: {
      totalItems: { type: 'integer' },
      status: { $ref: '#/components/schemas/StatusCounts' },
      access: counts(primitives.Access.enum),
      exposure: counts(primitives.ExposureVerdict.enum),
      organizations: {
        type: 'array',
        items: { $ref: '#/components/schemas/GroupCounts' },
      },
      accounts: {
        type: 'array',
        items: { $ref: '#/components/schemas/GroupCounts' },
      },
      owners: {
        type: 'array',
        items: { $ref: '#/components/schemas/GroupCounts' },
      },
    },
  },
  StatusCounts: counts(primitives.Status.enum),
  GroupCounts: {
    type: 'object',
    required: ['name', 'totalItems', 'status'],
    properties: {
      name: { type: 'string' },
      totalItems: { type: 'integer' },
      status: { $ref: '#/components/schemas/StatusCounts' },
    },
  },
} as const;
