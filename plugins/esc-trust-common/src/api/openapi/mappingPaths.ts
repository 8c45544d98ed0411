import { answers, id, json, refusals } from './parts';
import { TEXT } from './primitives';

const fingerprint = {
  name: 'fingerprint',
  in: 'path',
  required: true,
  schema: { type: 'string', pattern: '^[0-9a-f]{8,64}$' },
} as const;

/** A repeatable filter; its values are alternatives. */
const filter = <const TName extends string, const TSchema extends string>(
  name: TName,
  schema: TSchema,
) =>
  ({
    name,
    in: 'query',
    required: false,
    style: 'form',
    explode: true,
    // Entity refs hold `:` and `/`, which people write as they are.
    allowReserved: true,
    schema: {
      type: 'array',
      maxItems: 100,
      items: { $ref: `#/components/schemas/${schema}` },
    },
  } as const);

/** What lists and counts of mappings can be narrowed down by. */
const mappingFilters = [
  filter('entityRef', 'EntityRef'),
  filter('ownerRef', 'EntityRef'),
  {
    name: 'environment',
    in: 'query',
    required: false,
    style: 'form',
    explode: true,
    allowReserved: true,
    schema: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'string',
        pattern:
          '^[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}$',
      },
    },
  },
  filter('organization', 'PulumiName'),
  filter('project', 'PulumiName'),
  filter('accountId', 'AccountId'),
  filter('roleName', 'RoleName'),
  filter('status', 'Status'),
  filter('access', 'Access'),
  filter('exposure', 'ExposureVerdict'),
  filter('finding', 'FindingCode'),
  filter('source', 'MappingSource'),
  {
    name: 'ignored',
    in: 'query',
    required: false,
    description:
      'Whether to show the discovered pairs that are ignored, instead of all others',
    schema: { type: 'boolean' },
  },
  {
    name: 'q',
    in: 'query',
    required: false,
    description:
      'The beginning of organization/project/name, project/name, the name, the role or the account; in any case',
    allowReserved: true,
    schema: { type: 'string', pattern: TEXT, minLength: 1, maxLength: 310 },
  },
] as const;

/** `/mappings` and what is below it, and their counts. */
export const mappingPaths = {
  '/mappings': {
    get: {
      operationId: 'ListMappings',
      tags: ['mappings'],
      summary: 'List mappings',
      description:
        'Mappings. Filters are combined; the values of one are alternatives. totalItems is counted on the first page',
      parameters: [
        ...mappingFilters,
        {
          name: 'orderField',
          in: 'query',
          required: false,
          description: 'Default: environment. status: the worst first',
          allowReserved: true,
          schema: {
            type: 'string',
            pattern:
              '^(environment|status|accountId|ownerRef|updatedAt)(,(asc|desc))?$',
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
            maxLength: 2000,
          },
        },
      ],
      responses: {
        '200': answers('MappingList', 'One page'),
        ...refusals(),
      },
    },
    post: {
      operationId: 'RegisterMapping',
      tags: ['mappings'],
      summary: 'Register an existing pair of environment and role',
      description:
        'Registers an existing pair of environment and role. Needs the side of both owners.',
      requestBody: {
        required: true,
        content: json('RegisterMappingRequest'),
      },
      responses: {
        '201': answers('Mapping', 'The new mapping, assessed'),
        '200': answers('Mapping', 'It was registered already'),
        ...refusals('404', '409', '503'),
      },
    },
  },
  '/mappings/{id}': {
    get: {
      operationId: 'GetMapping',
      tags: ['mappings'],
      summary: 'Read a mapping',
      parameters: [id],
      responses: {
        '200': answers('Mapping', 'The mapping'),
        ...refusals('404'),
      },
    },
    patch: {
      operationId: 'ChangeMapping',
      tags: ['mappings'],
      summary: 'Change what people decide about a mapping',
      description:
        'Changes what people decide about a mapping. Needs the side of its owner, and of a new owner',
      parameters: [id],
      requestBody: { required: true, content: json('MappingChange') },
      responses: {
        '200': answers(
          'Mapping',
          'The mapping, assessed when its owner changed',
        ),
        ...refusals('404', '409', '503'),
      },
    },
    delete: {
      operationId: 'ForgetMapping',
      tags: ['mappings'],
      summary: 'Forget a mapping',
      description:
        'Forgets the mapping and its history. Role and environment stay as they are: to take them back, start a deprovision',
      parameters: [id],
      responses: {
        '204': { description: 'It is forgotten' },
        ...refusals('404', '409'),
      },
    },
  },
  '/mappings/{id}/history': {
    get: {
      operationId: 'GetMappingHistory',
      tags: ['mappings'],
      summary: 'Read how a trust report has changed',
      description: 'How the trust report has changed, the latest first',
      parameters: [
        id,
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
          schema: { type: 'string', pattern: '^[0-9]{1,18}$' },
        },
      ],
      responses: {
        '200': answers('History', 'One page'),
        ...refusals('404'),
      },
    },
  },
  '/mappings/{id}/acceptances/{fingerprint}': {
    put: {
      operationId: 'AcceptFinding',
      tags: ['mappings'],
      summary: 'Accept a finding on purpose',
      description:
        'Accepts one finding of the latest report on purpose: it stays in the report and no longer decides the status. Lapses when the statement changes. What lets a foreign organization in, or what is not understood, can’t be accepted. Needs the side of the mapping’s owner',
      parameters: [id, fingerprint],
      requestBody: { required: true, content: json('AcceptanceRequest') },
      responses: {
        '200': answers('Mapping', 'The mapping, assessed again'),
        ...refusals('404', '409'),
      },
    },
    delete: {
      operationId: 'WithdrawAcceptance',
      tags: ['mappings'],
      summary: 'Let a finding count again',
      description: 'The finding counts again. Needs the same as accepting it',
      parameters: [id, fingerprint],
      responses: {
        '200': answers('Mapping', 'The mapping, assessed again'),
        ...refusals('404', '409'),
      },
    },
  },
  '/summary': {
    get: {
      operationId: 'GetSummary',
      tags: ['mappings'],
      summary: 'Count mappings',
      description:
        'How many mappings there are, by what they come to. Takes the filters of a list',
      parameters: [...mappingFilters],
      responses: {
        '200': answers('Summary', 'The counts'),
        ...refusals(),
      },
    },
  },
  '/mappings/{id}/assess': {
    post: {
      operationId: 'AssessMapping',
      tags: ['mappings'],
      summary: 'Assess a mapping now',
      description: 'Reads the live state and reports on it, now',
      parameters: [id],
      responses: {
        '200': answers('Mapping', 'The mapping with its new trust report'),
        ...refusals('404', '503'),
      },
    },
  },
  '/mappings/{id}/verify': {
    post: {
      operationId: 'VerifyMapping',
      tags: ['mappings'],
      summary: 'Really open the environment of a mapping',
      description:
        'Really opens the environment in Pulumi Cloud and records on the mapping whether AWS let its login in, and if not, at which gate. Every provider in the environment runs, those of other logins and of other clouds too: short-lived credentials are made wherever it signs in, and dropped. No value is read. Needs the side of the owner of the mapping and of the environment, and the setting tokens.open of the organization: without it the answer is 503.',
      parameters: [id],
      responses: {
        '200': answers(
          'Mapping',
          'The mapping; lastVerified says what happened',
        ),
        ...refusals('404', '409', '503'),
      },
    },
  },
} as const;
