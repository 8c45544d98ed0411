import { wasNeverSent } from './wasNeverSent';

describe('wasNeverSent', () => {
  const withCode = (code: string, cause?: unknown) =>
    Object.assign(new Error(code), { code, cause });

  it.each<[unknown, boolean]>([
    [withCode('ECONNREFUSED'), true],
    [withCode('ENOTFOUND'), true],
    [new TypeError('fetch failed', { cause: withCode('EAI_AGAIN') }), true],
    [withCode('ECONNRESET'), false],
    [new TypeError('fetch failed', { cause: withCode('EPIPE') }), false],
    [new Error('x'), false],
    [undefined, false],
  ])('%p: %p', (error, expected) => {
    expect(wasNeverSent(error)).toBe(expected);
  });
});
