/** Schemas of trust reports. */
export const trustReportSchemas = {
  TrustReport: {
    type: 'object',
    required: [
      'status',
      'access',
      'exposure',
      'claims',
      'openings',
      'gates',
      'findings',
    ],
    properties: {
      status: { $ref: '#/components/schemas/Status' },
      access: { $ref: '#/components/schemas/Access' },
      exposure: { $ref: '#/components/schemas/Exposure' },
      claims: {
        type: 'object',
        required: ['issuer', 'audience', 'subject'],
        properties: {
          issuer: { type: 'string' },
          audience: { type: 'string' },
          subject: { type: 'string' },
        },
      },
      openings: {
        type: 'array',
        items: { $ref: '#/components/schemas/OpeningReport' },
      },
      gates: {
        type: 'array',
        items: { $ref: '#/components/schemas/GateResult' },
      },
      findings: {
        type: 'array',
        items: { $ref: '#/components/schemas/Finding' },
      },
    },
  },
  Exposure: {
    type: 'object',
    required: ['verdict', 'witnesses'],
    properties: {
      verdict: { $ref: '#/components/schemas/ExposureVerdict' },
      witnesses: {
        type: 'array',
        items: {
          type: 'object',
          required: ['audience', 'subject', 'why'],
          properties: {
            audience: { type: 'string' },
            subject: { type: 'string' },
            why: { type: 'string' },
          },
        },
      },
    },
  },
  OpeningReport: {
    type: 'object',
    required: ['opening', 'audience', 'subject', 'certainty', 'decision'],
    properties: {
      opening: { type: 'string', enum: ['direct', 'import', 'stack'] },
      opener: { type: 'string' },
      audience: { type: 'string' },
      subject: { type: 'string' },
      certainty: { type: 'string', enum: ['documented', 'inferred'] },
      decision: {
        type: 'string',
        enum: ['allow', 'deny', 'depends', 'unknown'],
      },
    },
  },
  Gate: {
    type: 'string',
    description: 'The checks between an environment and its role, in order',
    enum: [
      'login',
      'identity-provider',
      'audience',
      'role',
      'trust-policy',
      'session-duration',
    ],
  },
  GateResult: {
    type: 'object',
    required: ['gate', 'outcome', 'message'],
    properties: {
      gate: { $ref: '#/components/schemas/Gate' },
      outcome: { type: 'string', enum: ['pass', 'fail', 'unknown'] },
      message: { type: 'string' },
    },
  },
  Finding: {
    type: 'object',
    required: ['code', 'severity', 'message', 'fingerprint'],
    properties: {
      code: { type: 'string' },
      severity: { type: 'string', enum: ['error', 'warning', 'info'] },
      message: { type: 'string' },
      fingerprint: { type: 'string' },
      statement: { type: 'string' },
      accepted: { type: 'boolean' },
    },
  },
} as const;
