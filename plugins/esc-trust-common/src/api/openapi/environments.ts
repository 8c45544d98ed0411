import { answers, refusals } from './parts';
import { TEXT } from './primitives';

/** An input of a login: known from the text, or resolved on opening. */
const loginInput = <const TSchema extends object>(literal: TSchema) =>
  ({
    oneOf: [
      {
        type: 'object',
        required: ['literal'],
        properties: { literal },
      },
      {
        type: 'object',
        required: ['expression'],
        properties: { expression: { type: 'string' } },
      },
    ],
  } as const);

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;

/** Schemas of environments. */
export const environmentSchemas = {
  MappingHeadline: {
    type: 'object',
    required: ['id', 'loginPath', 'status', 'access', 'exposure'],
    properties: {
      id: text,
      loginPath: text,
      roleArn: text,
      status: { $ref: '#/components/schemas/Status' },
      access: { $ref: '#/components/schemas/Access' },
      exposure: { $ref: '#/components/schemas/ExposureVerdict' },
    },
  },
  ListedEnvironment: {
    type: 'object',
    required: ['environment', 'mappings'],
    properties: {
      environment: { $ref: '#/components/schemas/Environment' },
      modified: {
        type: 'string',
        description: 'When the definition was last changed',
      },
      mappings: {
        type: 'array',
        description: 'Those that the caller may read',
        items: { $ref: '#/components/schemas/MappingHeadline' },
      },
    },
  },
  EnvironmentList: {
    type: 'object',
    required: ['items', 'pageInfo'],
    properties: {
      items: {
        type: 'array',
        items: { $ref: '#/components/schemas/ListedEnvironment' },
      },
      pageInfo: {
        type: 'object',
        properties: { nextCursor: text },
      },
    },
  },
  AwsLogin: {
    type: 'object',
    description: 'A login, as the definition holds it',
    required: ['path', 'kind', 'position'],
    properties: {
      path: text,
      kind: { type: 'string', enum: ['oidc', 'static', 'unresolved'] },
      roleArn: loginInput(text),
      sessionName: loginInput(text),
      duration: loginInput(text),
      policyArns: loginInput(texts),
      subjectAttributes: loginInput(texts),
      position: { $ref: '#/components/schemas/DefinitionPosition' },
    },
  },
  DefinitionPosition: {
    type: 'object',
    description: 'Counted from 1',
    required: ['line', 'column'],
    properties: {
      line: { type: 'integer' },
      column: { type: 'integer' },
    },
  },
  DefinitionProblem: {
    type: 'object',
    required: ['message'],
    properties: {
      message: { type: 'string', description: 'The rule that is broken' },
      position: { $ref: '#/components/schemas/DefinitionPosition' },
    },
  },
  OpeningClaims: {
    type: 'object',
    required: ['opening', 'audience', 'subject', 'certainty'],
    properties: {
      opening: { type: 'string', enum: ['direct', 'import', 'stack'] },
      audience: text,
      subject: text,
      certainty: { type: 'string', enum: ['documented', 'inferred'] },
    },
  },
  EnvironmentLogin: {
    type: 'object',
    required: ['login', 'openings'],
    properties: {
      login: { $ref: '#/components/schemas/AwsLogin' },
      openings: {
        type: 'array',
        description: 'What its tokens say, for each way of opening',
        items: { $ref: '#/components/schemas/OpeningClaims' },
      },
    },
  },
  EnvironmentDetails: {
    type: 'object',
    required: ['environment', 'issuer', 'logins', 'problems', 'mappings'],
    properties: {
      environment: { $ref: '#/components/schemas/Environment' },
      issuer: { type: 'string', description: 'Issuer URL of its tokens' },
      logins: {
        type: 'array',
        items: { $ref: '#/components/schemas/EnvironmentLogin' },
      },
      problems: {
        type: 'array',
        description: 'When not empty, it can’t be opened as it is',
        items: { $ref: '#/components/schemas/DefinitionProblem' },
      },
      mappings: {
        type: 'array',
        description: 'Those that the caller may read; at most 100',
        items: { $ref: '#/components/schemas/Mapping' },
      },
    },
  },
} as const;

/** A part of an environment's name, in a path. */
const part = <const TName extends string>(name: TName) =>
  ({
    name,
    in: 'path',
    required: true,
    schema: { $ref: '#/components/schemas/PulumiName' },
  } as const);

/** `/environments` and what is below it. */
export const environmentPaths = {
  '/environments': {
    get: {
      operationId: 'ListEnvironments',
      tags: ['sources'],
      summary: 'List the environments of an organization',
      description:
        'Environments of a configured organization, live from Pulumi Cloud',
      parameters: [
        {
          name: 'organization',
          in: 'query',
          required: true,
          allowReserved: true,
          schema: { $ref: '#/components/schemas/PulumiName' },
        },
        {
          name: 'q',
          in: 'query',
          required: false,
          description:
            'The beginning of project/name or of the name; in any case',
          allowReserved: true,
          schema: {
            type: 'string',
            pattern: TEXT,
            minLength: 1,
            maxLength: 210,
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
        '200': answers('EnvironmentList', 'One page'),
        ...refusals('404', '503'),
      },
    },
  },
  '/environments/{organization}/{project}/{name}': {
    get: {
      operationId: 'GetEnvironment',
      tags: ['sources'],
      summary: 'Read the logins of an environment',
      description:
        'An environment, live from Pulumi Cloud: its logins, what their tokens say, its mappings',
      parameters: [part('organization'), part('project'), part('name')],
      responses: {
        '200': answers('EnvironmentDetails', 'The environment'),
        ...refusals('404', '503'),
      },
    },
  },
} as const;
