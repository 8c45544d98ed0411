import { APIRequestContext, expect } from '@playwright/test';
import { randomUUID } from 'node:crypto';

/** Asks the REST API; answers the body of what went well. */
export type Caller = <T = any>(
  method: 'GET' | 'POST',
  path: string,
  data?: object,
) => Promise<T>;

/**
 * Somebody else than the open page: another client of the REST API, signed in as
 * the guest.
 */
export async function guestCaller(request: APIRequestContext): Promise<Caller> {
  const backend = process.env.BACKEND_URL;
  const signedIn = await request.post(`${backend}/api/auth/guest/refresh`);
  const { token } = (await signedIn.json()).backstageIdentity;
  return async (method, path, data) => {
    const response = await request.fetch(`${backend}/api/esc-trust${path}`, {
      method,
      data,
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
      },
    });
    expect(response.ok(), `${method} ${path}: ${response.status()}`).toBe(true);
    return response.json();
  };
}
