import { remembered } from './remembered';

describe('remembered', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('asks once for a minute, and for each API and question by itself', async () => {
    jest.useFakeTimers({ now: 0 });
    let answers = 0;
    const read = async () => ++answers;
    const api = {};
    expect(await remembered(api, 'a', read)).toBe(1);
    expect(await remembered(api, 'a', read)).toBe(1);
    expect(await remembered(api, 'b', read)).toBe(2);
    expect(await remembered({}, 'a', read)).toBe(3);
    jest.setSystemTime(61_000);
    expect(await remembered(api, 'a', read)).toBe(4);
  });

  it('asks again after a failure', async () => {
    const api = {};
    const fail = () => Promise.reject(new Error('Not now'));
    await expect(remembered(api, 'a', fail)).rejects.toThrow('Not now');
    expect(await remembered(api, 'a', async () => 1)).toBe(1);
  });
});
