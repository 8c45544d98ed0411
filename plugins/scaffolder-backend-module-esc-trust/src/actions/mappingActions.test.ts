import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import {
  mapping,
  operation,
  OUTCOME,
  PLAN,
  PLAN_LINES,
} from '../__testUtils__/operations';
import { runAction } from '../__testUtils__/runAction';
import { createAssessMappingAction } from './assessMapping';
import { createDeprovisionRoleAction } from './deprovisionRole';
import { createRepairRoleAction } from './repairRole';
import { createVerifyMappingAction } from './verifyMapping';

const ENVIRONMENT = {
  organization: 'acme',
  project: 'payments',
  environment: 'prod',
};

const clientOf = (
  items = [mapping()],
  more: Partial<EscTrustApi> = {},
): Partial<EscTrustApi> => ({
  planOperation: async () => PLAN,
  startOperation: async () => operation('succeeded', 2),
  listMappings: async () => ({ items, totalItems: items.length, pageInfo: {} }),
  getMapping: async () => items[0],
  ...more,
});

describe.each([
  ['deprovision', createDeprovisionRoleAction],
  ['repair', createRepairRoleAction],
])('esc-trust:role:%s', (kind, create) => {
  it('finds the mapping of an environment, and starts the operation', async () => {
    const { calls, error, outputs } = await runAction(create, {
      input: ENVIRONMENT,
      client: clientOf(),
    });
    expect(error).toBeUndefined();
    expect(calls).toEqual([
      ['listMappings', { environment: ['acme/payments/prod'], limit: 100 }],
      [
        'startOperation',
        { kind, mappingId: 'm' },
        {
          idempotencyKey:
            'task-1:step-1:111111111111:x:acme/payments/prod:aws.login',
        },
      ],
    ]);
    expect(outputs).toMatchObject(OUTCOME);
  });

  it('takes the id of the mapping as well, and only plans on demand', async () => {
    const { calls, lines } = await runAction(create, {
      input: { mappingId: 'm', dryRun: true },
      client: clientOf(),
    });
    expect(calls).toEqual([
      ['getMapping', 'm'],
      ['planOperation', { kind, mappingId: 'm', dryRun: true }],
    ]);
    expect(lines[0]).toContain(PLAN_LINES[0]);
  });

  it('asks for the same operation again when the mapping has gone by then', async () => {
    const checkpoints = new Map<string, string>();
    const killed = await runAction(create, {
      input: ENVIRONMENT,
      checkpoints,
      client: clientOf(undefined, {
        startOperation: async () => {
          throw new Error('killed');
        },
      }),
    });
    const recovered = await runAction(create, {
      input: ENVIRONMENT,
      checkpoints,
      client: clientOf([]),
    });
    expect(recovered.error).toBeUndefined();
    expect(recovered.calls).toEqual([killed.calls[1]]);
  });

  it.each([
    ['nothing', {}, /by mappingId, or by organization/],
    [
      'too much',
      { mappingId: 'm', ...ENVIRONMENT },
      /by its id or by its environment, not by both/,
    ],
    ['an ambiguous environment', ENVIRONMENT, /aws\.login, aws\.reporting/],
    [
      'a login that is not there',
      { ...ENVIRONMENT, loginPath: 'aws.none' },
      /knows no AWS role of acme\/payments\/prod at aws\.none/,
    ],
  ])('refuses %s', async (_, input, message) => {
    const { error, calls } = await runAction(create, {
      input,
      client: clientOf([
        mapping(),
        mapping({ id: 'n', loginPath: 'aws.reporting' }),
      ]),
    });
    expect(error?.message).toMatch(message);
    expect(calls.map(([name]) => name)).not.toContain('startOperation');
  });
});

describe('esc-trust:mapping:assess', () => {
  it.each([
    [false, ['listMappings', 'assessMapping']],
    [true, ['listMappings']],
  ])(
    'reports the gates that are not passed (dry run: %s)',
    async (isDryRun, names) => {
      const { calls, lines, outputs } = await runAction(
        createAssessMappingAction,
        {
          input: ENVIRONMENT,
          isDryRun,
          client: clientOf(undefined, { assessMapping: async () => mapping() }),
        },
      );
      expect(calls.map(([name]) => name)).toEqual(names);
      expect(lines).toEqual([
        'acme/payments/prod is untrusted: access fails, exposure intended\ntrust policy: admits others',
      ]);
      expect(outputs).toEqual({
        mappingId: 'm',
        status: 'untrusted',
        access: 'fails',
        exposure: 'intended',
      });
    },
  );
});

describe('esc-trust:mapping:verify', () => {
  const verified = (lastVerified: object) =>
    clientOf(undefined, {
      verifyMapping: async () =>
        mapping({ lastVerified: lastVerified as never }),
    });
  const FAILURE = {
    at: 't',
    outcome: 'failure',
    gate: 'audience',
    message: 'AWS refuses the login',
  };

  it('says beforehand what it does, and opens once', async () => {
    const checkpoints = new Map<string, string>();
    const options = {
      input: ENVIRONMENT,
      checkpoints,
      client: verified({ at: 't', outcome: 'success', openedBy: 'sam' }),
    };
    const { lines, outputs } = await runAction(
      createVerifyMappingAction,
      options,
    );
    expect(lines).toEqual([
      'Opens acme/payments/prod: every provider in it runs',
      'AWS lets acme/payments/prod in, opened by sam',
    ]);
    expect(outputs).toEqual({
      mappingId: 'm',
      outcome: 'success',
      openedBy: 'sam',
    });
    const again = await runAction(createVerifyMappingAction, options);
    expect(again.calls.map(([name]) => name)).toEqual(['listMappings']);
    expect(again.outputs).toEqual(outputs);
  });

  it('fails when AWS refuses, and tries again in a retried task', async () => {
    const checkpoints = new Map<string, string>();
    const { error } = await runAction(createVerifyMappingAction, {
      input: ENVIRONMENT,
      checkpoints,
      client: verified(FAILURE),
    });
    expect(error?.message).toBe('AWS refuses the login');
    const retried = await runAction(createVerifyMappingAction, {
      input: ENVIRONMENT,
      checkpoints,
      client: verified({ at: 't', outcome: 'success' }),
    });
    expect(retried.error).toBeUndefined();
  });

  it('goes on when it may, with the gate', async () => {
    const { outputs, error } = await runAction(createVerifyMappingAction, {
      input: { ...ENVIRONMENT, allowFailure: true },
      client: verified(FAILURE),
    });
    expect(error).toBeUndefined();
    expect(outputs).toEqual({
      mappingId: 'm',
      outcome: 'failure',
      gate: 'audience',
      message: 'AWS refuses the login',
    });
  });

  it('opens nothing in a dry run', async () => {
    const { calls, lines } = await runAction(createVerifyMappingAction, {
      input: ENVIRONMENT,
      isDryRun: true,
      client: clientOf(),
    });
    expect(calls.map(([name]) => name)).toEqual(['listMappings']);
    expect(lines).toEqual([
      'Would open acme/payments/prod: every provider in it would run',
    ]);
  });
});
