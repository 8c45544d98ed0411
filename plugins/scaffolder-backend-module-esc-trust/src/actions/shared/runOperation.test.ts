import { operation } from '../../__testUtils__/operations';
import {
  INPUT,
  KEY,
  namesOf,
  provision,
  refusal,
} from '../../__testUtils__/provisioning';

describe('an operation that a task runs', () => {
  it('names what was taken back', async () => {
    const ended = operation('rolled-back', 0, {
      error: 'AWS refuses iam:CreateRole',
      steps: operation('rolled-back', 0).steps.map((step, i) =>
        i === 0
          ? { ...step, state: 'rolled-back' }
          : { ...step, state: 'failed', error: 'AWS refuses iam:CreateRole' },
      ),
    });
    const { lines, error, outputs } = await provision([
      operation('applying', 1),
      ended,
    ]);
    expect(lines.slice(1)).toEqual([
      'identity provider: unchanged (is there)',
      'trust policy: failed (AWS refuses iam:CreateRole)',
      'identity provider: taken back (is there)',
    ]);
    expect(error?.message).toBe(
      'AWS refuses iam:CreateRole. Everything was rolled back: nothing has changed',
    );
    expect(outputs).toEqual({});
  });

  it('says clearly when a person is needed', async () => {
    const { error } = await provision([
      operation('needs-attention', 1, { error: 'Take it out by hand' }),
    ]);
    expect(error?.message).toBe('This needs a person: Take it out by hand');
  });

  it('cancels the operation with the task, and stays until it is taken back', async () => {
    const controller = new AbortController();
    const result = await provision([operation('pending', 0)], {
      signal: controller.signal,
      client: {
        getOperation: async () => {
          if (controller.signal.aborted) {
            return operation('rolled-back', 0, { error: 'Cancelled by you' });
          }
          controller.abort();
          return operation('applying', 1);
        },
        cancelOperation: async () => operation('applying', 1),
      },
    });
    expect(namesOf(result)).toEqual([
      'startOperation',
      'getOperation',
      'cancelOperation',
      'getOperation',
    ]);
    expect(result.lines).toContain(
      'The task was cancelled: taking everything back',
    );
    expect(result.error?.message).toMatch(/Cancelled by you.*rolled back/);
  });

  it('leaves an operation alone that ends before it is cancelled', async () => {
    const controller = new AbortController();
    const result = await provision([], {
      signal: controller.signal,
      client: {
        startOperation: async () => {
          controller.abort();
          return operation('applying', 1);
        },
        cancelOperation: async () => {
          throw await refusal(409);
        },
        getOperation: async () => operation('succeeded', 2),
      },
    });
    expect(result.error).toBeUndefined();
  });

  it('starts nothing for a task that is cancelled already', async () => {
    const { calls, error } = await provision([], {
      signal: AbortSignal.abort(),
    });
    expect(error?.name).toBe('AbortError');
    expect(calls).toEqual([]);
  });

  it('sits out a backend that restarts', async () => {
    let looks = 0;
    const { error } = await provision([operation('pending', 0)], {
      client: {
        getOperation: async () => {
          looks++;
          if (looks === 1) {
            throw new TypeError('fetch failed');
          }
          if (looks === 2) {
            throw await refusal(503);
          }
          return operation('succeeded', 2);
        },
      },
    });
    expect(error).toBeUndefined();
  });

  it('does everything once in a task that runs again, and again after a failure', async () => {
    const checkpoints = new Map<string, string>();
    const failed = await provision(
      [operation('rolled-back', 0, { error: 'Throttled' })],
      { checkpoints },
    );
    expect(failed.error).toBeDefined();
    const retried = await provision([operation('succeeded', 2)], {
      checkpoints,
    });
    expect(retried.calls[0].at(-1)).toEqual({ idempotencyKey: KEY });
    const recovered = await provision([], { checkpoints });
    expect(recovered.calls).toEqual([]);
    expect(recovered.outputs).toEqual(retried.outputs);
    expect([...checkpoints.keys()]).toEqual([
      'provision:111111111111::acme/payments/prod:',
    ]);
  });

  it('keeps long names apart in keys of bounded length', async () => {
    const keys = await Promise.all(
      ['a', 'b'].map(async end => {
        const { calls } = await provision([operation('succeeded', 2)], {
          input: {
            ...INPUT,
            project: 'p'.repeat(100),
            environment: `${'e'.repeat(99)}${end}`,
          },
        });
        return (calls[0].at(-1) as { idempotencyKey: string }).idempotencyKey;
      }),
    );
    expect(keys.map(key => key.length)).toEqual([200, 200]);
    expect(keys[0]).not.toBe(keys[1]);
  });
});
