import { answers, id, json, refusals } from './parts';
import { TEXT } from './primitives';

/** `/operations` and what is below it, and what they may be asked for. */
export const operationPaths = {
  '/operations': {
    get: {
      operationId: 'ListOperations',
      tags: ['operations'],
      summary: 'List one’s own operations and one’s teams’',
      description:
        'The latest operations that the signed-in user asked for, or that are about what a team of theirs owns, newest first',
      responses: {
        '200': answers('OperationList', 'At most 100 operations'),
        ...refusals(),
      },
    },
    post: {
      operationId: 'StartOperation',
      tags: ['operations'],
      summary: 'Plan or start a change of AWS and Pulumi Cloud',
      description:
        'Plans and applies a change of AWS and Pulumi Cloud. A dry run answers the plan and stores nothing. The same Idempotency-Key returns the same operation while it runs or has succeeded.',
      parameters: [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          schema: {
            type: 'string',
            pattern: TEXT,
            minLength: 1,
            maxLength: 200,
          },
        },
      ],
      requestBody: { required: true, content: json('OperationRequest') },
      responses: {
        '200': {
          description:
            'A dry run: the plan. Or the operation that this Idempotency-Key started',
          content: {
            'application/json': {
              schema: {
                oneOf: [
                  { $ref: '#/components/schemas/Plan' },
                  { $ref: '#/components/schemas/Operation' },
                ],
              },
            },
          },
        },
        '202': answers('Operation', 'The operation that has started'),
        ...refusals('404', '503'),
        '409': answers(
          'OperationConflict',
          'The key was used for something else, the plan has moved, or what is there stands in the way',
        ),
      },
    },
  },
  '/operations/{id}': {
    get: {
      operationId: 'GetOperation',
      tags: ['operations'],
      summary: 'Read an operation',
      parameters: [id],
      responses: {
        '200': answers('Operation', 'The operation and how far it got'),
        ...refusals('404'),
      },
    },
  },
  '/operations/{id}/cancel': {
    post: {
      operationId: 'CancelOperation',
      tags: ['operations'],
      summary: 'Take a running operation back',
      description:
        'Takes a running operation back at its next step. One that has ended answers 409',
      parameters: [id],
      responses: {
        '202': answers('Operation', 'The operation, which will be taken back'),
        ...refusals('404', '409'),
      },
    },
  },
  '/provisioning-options': {
    get: {
      operationId: 'GetProvisioningOptions',
      tags: ['operations'],
      summary: 'Read what may be provisioned',
      description:
        'What the signed-in user may choose in a provision, for each owner that they belong to',
      parameters: [
        {
          name: 'ownerRef',
          in: 'query',
          required: false,
          description: 'Only this owner; the user must belong to it',
          allowReserved: true,
          schema: { $ref: '#/components/schemas/EntityRef' },
        },
      ],
      responses: {
        '200': answers('ProvisioningOptions', 'What may be chosen'),
        ...refusals(),
      },
    },
  },
} as const;
