import { RequestValidator } from '@backstage/plugin-events-node';
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Hex of the HMAC-SHA256 of the body, under the secret that both sides share. */
const HEADER = 'pulumi-webhook-signature';

/** Refuses whatever Pulumi Cloud hasn't signed with the secret. */
export function requireSignature(secret: string): RequestValidator {
  return async ({ headers, raw }, context) => {
    const given = headers[HEADER];
    // Over the bytes as they came: parsed and written again they differ.
    const expected = createHmac('sha256', secret).update(raw.body).digest();
    const isSigned =
      typeof given === 'string' &&
      /^[0-9a-f]{64}$/i.test(given) &&
      timingSafeEqual(Buffer.from(given, 'hex'), expected);
    if (!isSigned) {
      context.reject({
        status: 403,
        payload: { message: 'The signature is missing or wrong' },
      });
    }
  };
}
