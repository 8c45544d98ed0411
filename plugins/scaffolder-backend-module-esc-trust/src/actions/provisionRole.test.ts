import { mockCredentials } from '@backstage/backend-test-utils';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import {
  operation,
  OUTCOME,
  PLAN,
  PLAN_LINES,
} from '../__testUtils__/operations';
import { INPUT, KEY, provision, refusal } from '../__testUtils__/provisioning';

describe('esc-trust:role:provision', () => {
  it('shows the plan, then each step once, as it ends', async () => {
    const { calls, lines, outputs, error } = await provision([
      operation('pending', 0),
      operation('applying', 1),
      operation('applying', 1),
      operation('succeeded', 2, {
        outcome: { ...OUTCOME, mappingId: 'm', status: 'trusted' },
      }),
    ]);
    expect(error).toBeUndefined();
    expect(lines).toEqual([
      ['Operation op:', ...PLAN_LINES].join('\n'),
      'identity provider: unchanged (is there)',
      'trust policy: updated (admits it)',
    ]);
    expect(outputs).toEqual({
      ...OUTCOME,
      mappingId: 'm',
      status: 'trusted',
      plan: PLAN_LINES.join('\n'),
      planDigest: 'd',
    });
    expect(calls[0]).toEqual([
      'startOperation',
      {
        kind: 'provision',
        environment: {
          organization: 'acme',
          project: 'payments',
          name: 'prod',
        },
        accountId: '111111111111',
        ownerRef: 'group:default/payments-team',
        entityRefs: [],
      },
      { idempotencyKey: KEY },
    ]);
  });

  it('passes on all that can be chosen, and nothing that a form left empty', async () => {
    const role = {
      name: 'r',
      description: 'd',
      managedPolicyArns: ['arn:aws:iam::aws:policy/A'],
      inlinePolicy: '{}',
      permissionsBoundaryArn: 'arn:aws:iam::aws:policy/B',
      maxSessionDuration: 7200,
      tags: { empty: '' },
    };
    const login = {
      path: 'aws.other',
      subjectAttributes: ['currentEnvironment.name'],
      duration: '2h',
      sessionName: 'session',
      policyArns: ['arn:aws:iam::aws:policy/C'],
    };
    const full = {
      ...INPUT,
      entityRef: 'component:default/a',
      entityRefs: ['component:default/a', 'component:default/b'],
      role,
      login,
      configureEnvironment: false,
      adoptRole: true,
      planDigest: 'd',
    };
    const { calls } = await provision([operation('succeeded', 2)], {
      input: full,
    });
    expect(calls[0].slice(1)).toEqual([
      {
        kind: 'provision',
        environment: {
          organization: 'acme',
          project: 'payments',
          name: 'prod',
        },
        accountId: '111111111111',
        ownerRef: 'group:default/payments-team',
        entityRefs: ['component:default/a', 'component:default/b'],
        role,
        login,
        configureEnvironment: false,
        adoptRole: true,
        planDigest: 'd',
      },
      {
        idempotencyKey:
          'task-1:step-1:111111111111:r:acme/payments/prod:aws.other',
      },
    ]);
    const empty = await provision([operation('succeeded', 2)], {
      input: {
        ...INPUT,
        entityRef: '',
        planDigest: '',
        role: { name: '', managedPolicyArns: [], inlinePolicy: '' },
        login: { path: '', subjectAttributes: [] },
      },
    });
    expect(empty.calls[0]).toMatchObject([
      'startOperation',
      { role: {}, login: {}, entityRefs: [] },
      { idempotencyKey: KEY },
    ]);
    expect((empty.calls[0][1] as any).role).toEqual({});
  });

  it.each([
    ['a dry run of the task', { isDryRun: true }],
    ['a step that only plans', { input: { ...INPUT, dryRun: true } }],
  ])('only plans in %s', async (_, options) => {
    const { calls, lines, outputs } = await provision([], options);
    expect(calls.map(([name]) => name)).toEqual(['planOperation']);
    expect(lines).toEqual([
      ['Only planned, nothing is changed:', ...PLAN_LINES].join('\n'),
    ]);
    expect(outputs).toEqual({
      ...OUTCOME,
      plan: PLAN_LINES.join('\n'),
      planDigest: 'd',
    });
  });

  it('shows the plan as it is now when it isn’t the one that was agreed to', async () => {
    const { lines, error } = await provision([], {
      input: { ...INPUT, planDigest: 'old' },
      client: {
        startOperation: async () => {
          throw await refusal(409, { plan: PLAN });
        },
      },
    });
    expect(error?.name).toBe('ConflictError');
    expect(lines).toEqual([
      ['The plan would be another now:', ...PLAN_LINES].join('\n'),
    ]);
  });

  it.each([
    [400, 'InputError'],
    [403, 'NotAllowedError'],
    [409, 'ConflictError'],
    [503, 'Error'],
  ])("fails with the server's own sentence on %d", async (status, name) => {
    const { error } = await provision([], {
      client: {
        startOperation: async () => {
          throw await refusal(status);
        },
      } as Partial<EscTrustApi>,
    });
    expect(error?.message).toBe('Choose another name');
    expect(error?.name).toBe(name);
  });

  it('runs for a signed-in user only', async () => {
    const { calls, error } = await provision([], {
      credentials: mockCredentials.service() as never,
    });
    expect(error?.name).toBe('NotAllowedError');
    expect(calls).toEqual([]);
  });
});
