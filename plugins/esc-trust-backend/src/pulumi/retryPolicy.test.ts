import { judgePulumiCall, retryAfterMs } from './retryPolicy';

describe('judgePulumiCall', () => {
  const refused = (cause: unknown) =>
    Object.assign(new TypeError('fetch failed'), { cause });

  it.each<[string, unknown, object, object]>([
    [
      'too many requests',
      { status: 429, retryAfterMs: 7 },
      { effect: 'none', repeat: true, afterMs: 7 },
      { effect: 'none', repeat: true, afterMs: 7 },
    ],
    [
      'a server error',
      { status: 503, retryAfterMs: 7 },
      { effect: 'none', repeat: true, afterMs: 7 },
      { effect: 'unknown', repeat: false },
    ],
    [
      'a broken connection',
      refused({ name: 'Error', message: '', code: 'ECONNRESET' }),
      { effect: 'none', repeat: true },
      { effect: 'unknown', repeat: false },
    ],
    [
      'a connection that never came about',
      refused({ name: 'Error', message: '', code: 'ECONNREFUSED' }),
      { effect: 'none', repeat: true },
      { effect: 'none', repeat: true },
    ],
    [
      'a conflict',
      { status: 409 },
      { effect: 'none', repeat: false },
      { effect: 'none', repeat: false },
    ],
    [
      'no error at all',
      undefined,
      { effect: 'none', repeat: true },
      { effect: 'unknown', repeat: false },
    ],
  ])('%s', (_, error, ofRead, ofWrite) => {
    expect(judgePulumiCall(error, { read: true })).toEqual(ofRead);
    expect(judgePulumiCall(error, { read: false })).toEqual(ofWrite);
  });
});

describe('retryAfterMs', () => {
  const now = new Date('2026-01-01T00:00:00Z');

  it.each<[string | null, number | undefined]>([
    [null, undefined],
    ['', undefined],
    ['soon', undefined],
    ['0', 0],
    ['7', 7_000],
    ['3600', 30_000],
    ['Thu, 01 Jan 2026 00:00:05 GMT', 5_000],
    ['Thu, 01 Jan 2026 01:00:00 GMT', 30_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ])('%p: %p', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});
