import { accountSchemas } from './accounts';
import { environmentPaths, environmentSchemas } from './environments';
import { mappingChangeSchemas } from './mappingChanges';
import { mappingPaths } from './mappingPaths';
import { mappingSchemas } from './mappings';
import { operationPaths } from './operationPaths';
import { operationSchemas } from './operations';
import { organizationPaths, organizationSchemas } from './organizations';
import { answers, json, refusals } from './parts';
import { primitives } from './primitives';
import { provisioningOptionsSchemas } from './provisioningOptions';
import { rolePaths, roleSchemas } from './roles';
import { trustReportSchemas } from './trustReport';

/**
 * The OpenAPI 3.1 document of the REST API under `/api/esc-trust`.
 *
 * @remarks
 * The server validates requests against it and serves it at `/openapi.json`.
 *
 * @public
 */
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'ESC Trust',
    version: '1',
    description:
      'Which Pulumi ESC environment may assume which AWS role, and is that what we meant?',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  security: [{ backstage: [] }],
  tags: [
    {
      name: 'mappings',
      description: 'Which login of which environment uses which role',
    },
    {
      name: 'operations',
      description: 'Planned, journaled changes of AWS and Pulumi Cloud',
    },
    {
      name: 'sources',
      description: 'AWS accounts and Pulumi organizations, as they are read',
    },
    { name: 'evaluations', description: 'Judging what the request describes' },
  ],
  paths: {
    ...mappingPaths,
    '/accounts': {
      get: {
        operationId: 'ListAccounts',
        tags: ['sources'],
        summary: 'List the configured accounts',
        description:
          'The configured accounts, with when they were read and why they can’t be',
        responses: {
          '200': answers('AccountList', 'All of them'),
          ...refusals(),
        },
      },
    },
    ...rolePaths,
    ...organizationPaths,
    ...environmentPaths,
    '/evaluations': {
      post: {
        operationId: 'Evaluate',
        tags: ['evaluations'],
        summary: 'Judge an environment and a role that nobody has stored',
        description:
          'Judges what the request itself describes; reads and stores nothing',
        requestBody: { required: true, content: json('EvaluationRequest') },
        responses: {
          '200': answers('TrustReport', 'The trust report'),
          ...refusals(),
        },
      },
    },
    ...operationPaths,
  },
  components: {
    securitySchemes: {
      backstage: {
        type: 'http',
        scheme: 'bearer',
        description: 'The Backstage token of a user or a service',
      },
    },
    schemas: {
      ...primitives,
      ...trustReportSchemas,
      ...mappingSchemas,
      ...accountSchemas,
      ...roleSchemas,
      ...organizationSchemas,
      ...environmentSchemas,
      ...mappingChangeSchemas,
      ...operationSchemas,
      ...provisioningOptionsSchemas,
    },
  },
} as const;
