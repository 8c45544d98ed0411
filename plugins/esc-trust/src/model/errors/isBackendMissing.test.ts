import { NotFoundError, ResponseError } from '@backstage/errors';
import { isBackendMissing } from './isBackendMissing';

const answered = (status: number) =>
  ResponseError.fromResponse(new Response('{}', { status }));

describe('isBackendMissing', () => {
  it('is so when nobody answers, or somebody who knows no mappings', async () => {
    expect(isBackendMissing(new TypeError('Failed to fetch'))).toBe(true);
    expect(isBackendMissing(await answered(404))).toBe(true);
  });

  it('is not so when the backend itself has something to say', async () => {
    expect(isBackendMissing(await answered(503))).toBe(false);
    expect(isBackendMissing(await answered(403))).toBe(false);
    expect(isBackendMissing(new NotFoundError('no entity'))).toBe(false);
    expect(isBackendMissing(undefined)).toBe(false);
  });
});
