/** What all databases can hold: no NUL, and no half of a surrogate pair. */
export const TEXT = '^[^\\u0000\\ud800-\\udfff]*$';

/** What the body of every refusal and failure has. */
export const errorParts = {
  error: {
    type: 'object',
    required: ['name', 'message'],
    properties: {
      name: { type: 'string', description: 'Such as NotFoundError' },
      message: { type: 'string', description: 'What is wrong, in a sentence' },
    },
  },
  request: {
    type: 'object',
    description: 'What was asked',
    required: ['method', 'url'],
    properties: { method: { type: 'string' }, url: { type: 'string' } },
  },
  response: {
    type: 'object',
    required: ['statusCode'],
    properties: {
      statusCode: { type: 'integer', description: 'The status of the answer' },
    },
  },
} as const;

/** Schemas of names and values, shared by the resources. */
export const primitives = {
  Id: {
    type: 'string',
    description: 'A UUID',
    pattern: '^[0-9A-Za-z-]+$',
    maxLength: 100,
  },
  PulumiName: {
    type: 'string',
    description:
      'Name of a Pulumi organization, project or environment: letters, digits, hyphens, underscores and periods',
    // The server says in a sentence which other characters it doesn't take.
    pattern: TEXT,
    minLength: 1,
    maxLength: 100,
  },
  EntityRef: {
    type: 'string',
    description: 'A full entity ref such as group:default/payments-team',
    pattern: '^[a-zA-Z]+:[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$',
    maxLength: 300,
  },
  AccountId: {
    type: 'string',
    description: 'An AWS account ID: 12 digits',
    pattern: '^[0-9]+$',
    minLength: 1,
    maxLength: 20,
  },
  RoleName: {
    type: 'string',
    description: 'Name of an IAM role, without its path',
    pattern: '^[A-Za-z0-9_+=,.@-]+$',
    maxLength: 64,
  },
  FindingCode: {
    type: 'string',
    description: 'Code of a finding, such as subject-organization-wide',
    pattern: '^[a-z][a-z-]*$',
    maxLength: 64,
  },
  Environment: {
    type: 'object',
    additionalProperties: false,
    required: ['organization', 'project', 'name'],
    properties: {
      organization: { $ref: '#/components/schemas/PulumiName' },
      project: { $ref: '#/components/schemas/PulumiName' },
      name: { $ref: '#/components/schemas/PulumiName' },
    },
  },
  Status: {
    type: 'string',
    enum: ['trusted', 'conditional', 'over-permissive', 'untrusted', 'unknown'],
  },
  Access: {
    type: 'string',
    enum: ['works', 'conditional', 'fails', 'unknown'],
  },
  ExposureVerdict: {
    type: 'string',
    enum: ['intended', 'wider', 'undecided'],
  },
  MappingSource: {
    type: 'string',
    enum: ['provisioned', 'registered', 'discovered'],
  },
  SubjectAttribute: {
    type: 'string',
    enum: [
      'currentEnvironment.name',
      'rootEnvironment.name',
      'pulumi.organization.login',
      'pulumi.user.login',
      'pulumi.token.type',
      'pulumi.token.team',
    ],
  },
  Duration: {
    type: 'string',
    description: 'Go style, such as 1h30m',
    pattern: '^([0-9]+h)?([0-9]+m)?([0-9]+s)?$',
    minLength: 2,
    maxLength: 20,
  },
  Error: {
    type: 'object',
    description: 'A refusal or failure, as everywhere in Backstage',
    required: ['error', 'response'],
    properties: errorParts,
  },
} as const;
