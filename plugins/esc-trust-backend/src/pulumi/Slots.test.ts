import { Slots } from './Slots';

describe('Slots', () => {
  it('runs so many at a time, in order, also after failures', async () => {
    const slots = new Slots(2);
    const started: number[] = [];
    const ends: Array<(failed: boolean) => void> = [];
    const runs = Array.from({ length: 5 }, (_, i) =>
      slots
        .run(async () => {
          started.push(i);
          await new Promise<void>((resolve, reject) =>
            ends.push(failed => (failed ? reject(new Error('x')) : resolve())),
          );
        })
        .catch(() => {}),
    );
    const settle = () => new Promise(resolve => setImmediate(resolve));
    await settle();
    expect(started).toEqual([0, 1]);
    ends[1](true);
    await settle();
    expect(started).toEqual([0, 1, 2]);
    ends[0](false);
    ends[2](false);
    await settle();
    expect(started).toEqual([0, 1, 2, 3, 4]);
    ends[3](false);
    ends[4](false);
    await Promise.all(runs);
  });
});
