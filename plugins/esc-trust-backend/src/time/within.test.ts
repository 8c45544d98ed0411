import { within } from './within';

describe('within', () => {
  const never = () => new Promise<never>(() => {});

  it('passes results and errors on', async () => {
    await expect(within({ timeoutMs: 1_000 }, async () => 1)).resolves.toBe(1);
    await expect(
      within({ timeoutMs: 1_000 }, async () => {
        throw new Error('x');
      }),
    ).rejects.toThrow('x');
  });

  it('gives up after the time, also what doesn’t heed the signal', async () => {
    let seen: AbortSignal | undefined;
    await expect(
      within({ timeoutMs: 20 }, signal => {
        seen = signal;
        return never();
      }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(seen?.aborted).toBe(true);
  });

  it('gives up when told to', async () => {
    const controller = new AbortController();
    const running = within(
      { timeoutMs: 10_000, signal: controller.signal },
      never,
    );
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
  });

  it('starts nothing that was given up before', async () => {
    const run = jest.fn(never);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(within({ timeoutMs: 1, signal }, run)).rejects.toThrow(
      'enough',
    );
    expect(run).not.toHaveBeenCalled();
  });
});
