import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  EscTrustApi,
  Operation,
  OperationStep,
  Plan,
} from '@internal/backstage-plugin-esc-trust-common';
import { parse } from 'yaml';
import { provisionRoleExamples } from './provisionRole.examples';
import { createProvisionRoleAction } from './provisionRole';

const OUTCOME = {
  roleArn: 'arn:aws:iam::111111111111:role/pulumi-esc/x',
  identityProviderArn: 'arn:aws:iam::111111111111:oidc-provider/y',
  audience: 'aws:acme',
  subject: 'pulumi:…',
};

const STEPS: OperationStep[] = [
  {
    step: 'identity-provider',
    action: 'unchanged',
    target: 't',
    summary: 'is there',
    state: 'pending',
  },
  {
    step: 'role',
    action: 'create',
    target: 't',
    summary: 'made it',
    state: 'pending',
  },
];

/** An operation whose first `done` steps have succeeded. */
function operation(
  state: Operation['state'],
  done: number,
  more: Partial<Operation> = {},
): Operation {
  return {
    id: 'op',
    kind: 'provision',
    state,
    environment: { organization: 'acme', project: 'payments', name: 'prod' },
    accountId: '111111111111',
    ownerRef: 'group:default/payments-team',
    steps: STEPS.map((step, i) => ({
      ...step,
      state: i < done ? 'succeeded' : 'pending',
    })),
    planDigest: 'd',
    outcome: OUTCOME,
    createdAt: '',
    createdBy: 'user:default/guest',
    updatedAt: '',
    ...more,
  };
}

const [{ input }] = parse(provisionRoleExamples[0].example).steps;

async function run(
  looks: Operation[],
  options: {
    isDryRun?: boolean;
    credentials?: ReturnType<typeof mockCredentials.user>;
    start?: EscTrustApi['startOperation'];
    input?: object;
  } = {},
) {
  const calls: Array<[string, unknown, unknown?]> = [];
  const queue = [...looks];
  const client = {
    async planOperation(request, requestOptions) {
      calls.push(['plan', request, requestOptions]);
      return {
        kind: 'provision',
        steps: STEPS,
        planDigest: 'd',
        outcome: OUTCOME,
      } as Plan;
    },
    async startOperation(request, requestOptions) {
      calls.push(['start', request, requestOptions]);
      return options.start
        ? options.start(request, requestOptions)
        : queue.shift()!;
    },
    async getOperation(id) {
      calls.push(['get', id]);
      return queue.shift()!;
    },
  } as Partial<EscTrustApi> as EscTrustApi;
  const lines: string[] = [];
  const logger = mockServices.logger.mock({
    info: line => {
      lines.push(line);
    },
  });
  const context = {
    ...createMockActionContext({
      input: (options.input ?? input) as never,
      logger,
    }),
    task: { id: 'task-1' },
    step: { id: 'provision', name: 'Provision' },
    isDryRun: options.isDryRun,
    getInitiatorCredentials: async () =>
      options.credentials ?? mockCredentials.user('user:default/guest'),
  };
  const action = createProvisionRoleAction({
    auth: mockServices.auth(),
    client,
    pollIntervalMs: 1,
  });
  const error = await action.handler(context as never).then(
    () => undefined,
    e => e as Error,
  );
  const outputs = Object.fromEntries((context.output as jest.Mock).mock.calls);
  return { calls, lines, outputs, error };
}

describe('esc-trust:role:provision', () => {
  it('follows the operation and reports each step once, as it ends', async () => {
    const { calls, lines, outputs, error } = await run([
      operation('pending', 0),
      operation('applying', 1),
      operation('applying', 1),
      operation('succeeded', 2, {
        outcome: { ...OUTCOME, mappingId: 'm', status: 'trusted' },
      }),
    ]);
    expect(error).toBeUndefined();
    expect(lines).toEqual([
      'identity provider: unchanged (is there)',
      'role: created (made it)',
    ]);
    expect(outputs).toEqual({ ...OUTCOME, mappingId: 'm', status: 'trusted' });
    expect(calls[0]).toEqual([
      'start',
      {
        kind: 'provision',
        environment: {
          organization: 'acme',
          project: 'payments',
          name: 'prod',
        },
        accountId: '111111111111',
        ownerRef: 'group:default/payments-team',
        entityRefs: ['component:default/payments-api'],
        role: {
          managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],
        },
      },
      expect.objectContaining({
        idempotencyKey: 'task-1:provision:111111111111:acme:payments:prod',
        token: expect.stringContaining('user:default/guest'),
      }),
    ]);
  });

  it('only plans in a dry run', async () => {
    const { calls, lines, outputs } = await run([], { isDryRun: true });
    expect(calls.map(([name]) => name)).toEqual(['plan']);
    expect(lines).toEqual([
      'identity provider: unchanged (is there)',
      'role: would be created (made it)',
    ]);
    expect(outputs).toEqual(OUTCOME);
  });

  it.each<[string, Operation, RegExp]>([
    [
      'was rolled back',
      operation('rolled-back', 1, { error: 'AWS refuses iam:CreateRole' }),
      /AWS refuses iam:CreateRole\. Everything was rolled back/,
    ],
    [
      'needs a person',
      operation('needs-attention', 1, { error: 'Take it out by hand' }),
      /^Take it out by hand$/,
    ],
  ])('fails when the operation %s', async (_, end, message) => {
    const { error, outputs } = await run([operation('pending', 0), end]);
    expect(error?.message).toMatch(message);
    expect(outputs).toEqual({});
  });

  it.each([
    [400, 'InputError'],
    [403, 'NotAllowedError'],
    [409, 'InputError'],
    [503, 'Error'],
  ])("fails with the server's own sentence on %d", async (status, name) => {
    const { error } = await run([], {
      start: async () => {
        throw await ResponseError.fromResponse(
          new Response(
            JSON.stringify({
              error: { name: 'SomeError', message: 'Choose another name' },
              response: { statusCode: status },
            }),
            { status, headers: { 'Content-Type': 'application/json' } },
          ) as never,
        );
      },
    });
    expect(error?.message).toBe('Choose another name');
    expect(error?.name).toBe(name);
  });

  it('runs for a signed-in user only', async () => {
    const { calls, error } = await run([], {
      credentials: mockCredentials.service() as never,
    });
    expect(error?.name).toBe('NotAllowedError');
    expect(calls).toEqual([]);
  });

  it.each(provisionRoleExamples)(
    'example: $description',
    async ({ example }) => {
      const [step] = parse(example).steps;
      expect(step.action).toBe('esc-trust:role:provision');
      const { error } = await run([operation('succeeded', 2)], {
        input: step.input,
      });
      expect(error).toBeUndefined();
    },
  );
});
