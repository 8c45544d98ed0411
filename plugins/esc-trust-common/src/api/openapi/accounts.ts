/** Schemas of the accounts that assessments read. */
export const accountSchemas = {
  Account: {
    type: 'object',
    required: ['accountId', 'partition'],
    properties: {
      accountId: { $ref: '#/components/schemas/AccountId' },
      title: { type: 'string' },
      partition: { type: 'string' },
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
  AccountList: {
    type: 'object',
    required: ['items'],
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/Account' } },
    },
  },
} as const;
