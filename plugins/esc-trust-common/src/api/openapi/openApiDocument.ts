import { accountSchemas } from './accounts';
import { mappingChangeSchemas } from './mappingChanges';
import { mappingPaths } from './mappingPaths';
import { mappingSchemas } from './mappings';
import { operationPaths } from './operationPaths';
import { operationSchemas } from './operations';
import { answers, failure, json } from './parts';
import { primitives } from './primitives';
import { provisioningOptionsSchemas } from './provisioningOptions';
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
    title: 'esc-trust',
    version: '1',
    description:
      'Which Pulumi ESC environment may assume which AWS role, and is that what we meant?',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  paths: {
    ...mappingPaths,
    '/accounts': {
      get: {
        operationId: 'ListAccounts',
        description:
          'The configured accounts, with when they were read and why they can’t be',
        responses: {
          '200': answers('AccountList', 'All of them'),
          default: failure,
        },
      },
    },
    '/evaluations': {
      post: {
        operationId: 'Evaluate',
        description:
          'Judges what the request itself describes; reads and stores nothing',
        requestBody: { required: true, content: json('EvaluationRequest') },
        responses: {
          '200': answers('TrustReport', 'The trust report'),
          default: failure,
        },
      },
    },
    ...operationPaths,
  },
  components: {
    schemas: {
      ...primitives,
      ...trustReportSchemas,
      ...mappingSchemas,
      ...accountSchemas,
      ...mappingChangeSchemas,
      ...operationSchemas,
      ...provisioningOptionsSchemas,
    },
  },
} as const;
