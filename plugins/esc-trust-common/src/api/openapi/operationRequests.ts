import { TEXT } from './primitives';

/** What every request of an operation may say besides what it is for. */
const options = {
  dryRun: {
    type: 'boolean',
    description: 'True answers the plan and stores nothing',
  },
  planDigest: {
    type: 'string',
    description:
      'Digest of the plan that was agreed to: 409 with the new plan when it moved',
    pattern: TEXT,
    maxLength: 100,
  },
} as const;

const policyArns = <const TDescription extends string>(
  description: TDescription,
) =>
  ({
    type: 'array',
    description,
    maxItems: 25,
    items: { type: 'string', pattern: TEXT, maxLength: 2048 },
  } as const);

// What AWS and Pulumi Cloud take is checked by the server in sentences; the
// limits here only keep requests within reason.
const roleRequest = {
  type: 'object',
  additionalProperties: false,
  description: 'What the role is to be; the guardrails decide what is allowed',
  properties: {
    name: {
      type: 'string',
      description: 'Default: from the configured template',
      minLength: 1,
      pattern: TEXT,
      maxLength: 200,
    },
    description: {
      type: 'string',
      description: 'Shown in AWS: at most 1,000 Latin-1 characters',
      pattern: TEXT,
      maxLength: 2000,
    },
    managedPolicyArns: policyArns('ARNs of the policies that it gets'),
    inlinePolicy: {
      description:
        'A permissions policy of its own, as an object of at most 100 levels or as JSON text: at most 10,240 characters without whitespace',
      oneOf: [
        { type: 'string', maxLength: 131072 },
        { type: 'object', additionalProperties: true },
      ],
    },
    permissionsBoundaryArn: {
      type: 'string',
      description:
        'ARN of the policy that bounds it; default: the one that is required',
      pattern: TEXT,
      maxLength: 2048,
    },
    maxSessionDuration: {
      type: 'integer',
      description: 'Seconds, 3600 to 43200; default 3600',
    },
    tags: {
      type: 'object',
      description: "Beside the configured ones and the portal's own; 50 in all",
      maxProperties: 50,
      propertyNames: { pattern: TEXT },
      additionalProperties: { type: 'string', pattern: TEXT, maxLength: 500 },
    },
  },
} as const;

const loginRequest = {
  type: 'object',
  additionalProperties: false,
  description: "What the environment's login is to be",
  properties: {
    path: {
      type: 'string',
      description: 'Value path of plain keys; default aws.login',
      pattern: TEXT,
      maxLength: 200,
    },
    subjectAttributes: {
      type: 'array',
      description:
        "What the token's subject is made of; must hold currentEnvironment.name, which is the default",
      minItems: 1,
      maxItems: 6,
      uniqueItems: true,
      items: { $ref: '#/components/schemas/SubjectAttribute' },
    },
    duration: {
      type: 'string',
      description: 'Go style, 15m to 12h, such as 1h30m; default 1h',
      pattern: TEXT,
      maxLength: 20,
    },
    sessionName: {
      type: 'string',
      description: '2 to 64 characters; default pulumi-environments-session',
      pattern: TEXT,
      maxLength: 200,
    },
    policyArns: policyArns(
      'ARNs of session policies: they narrow what the role may do',
    ),
  },
} as const;

/** Bodies of `POST /operations`, by kind. */
export const operationRequestSchemas = {
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
        description: 'Catalog entities whose pages show the mapping',
        maxItems: 20,
        items: { $ref: '#/components/schemas/EntityRef' },
      },
      role: roleRequest,
      login: loginRequest,
      configureEnvironment: {
        type: 'boolean',
        description:
          'False leaves the environment as it is: only AWS is changed. Default true',
      },
      adoptRole: {
        type: 'boolean',
        description: 'True takes over a role that is there. Default false',
      },
      ...options,
    },
  },
  MappingOperationRequest: {
    type: 'object',
    description:
      'repair makes the live state fit the mapping again; deprovision takes back what the portal made for it',
    additionalProperties: false,
    required: ['kind', 'mappingId'],
    properties: {
      kind: { type: 'string', enum: ['repair', 'deprovision'] },
      mappingId: { $ref: '#/components/schemas/Id' },
      ...options,
    },
  },
} as const;
