import { answers, refusals } from './parts';

/** Schemas of the organizations that assessments read. */
export const organizationSchemas = {
  Organization: {
    type: 'object',
    required: ['name', 'issuer'],
    properties: {
      name: { $ref: '#/components/schemas/PulumiName' },
      issuer: { type: 'string', description: 'Issuer URL of its tokens' },
      lastTriedAt: { type: 'string', format: 'date-time' },
      lastGoodAt: { type: 'string', format: 'date-time' },
      failure: {
        type: 'object',
        description: 'While it can’t be read',
        required: ['since', 'cycles', 'reason'],
        properties: {
          since: { type: 'string', format: 'date-time' },
          cycles: { type: 'integer', description: 'Failed reads in a row' },
          reason: { type: 'string' },
        },
      },
    },
  },
  OrganizationList: {
    type: 'object',
    required: ['items'],
    properties: {
      items: {
        type: 'array',
        items: { $ref: '#/components/schemas/Organization' },
      },
    },
  },
} as const;

/** `/organizations`. */
export const organizationPaths = {
  '/organizations': {
    get: {
      operationId: 'ListOrganizations',
      tags: ['sources'],
      summary: 'List the configured organizations',
      description:
        'The configured organizations, with when they were read and why they can’t be',
      responses: {
        '200': answers('OrganizationList', 'All of them'),
        ...refusals(),
      },
    },
  },
} as const;
