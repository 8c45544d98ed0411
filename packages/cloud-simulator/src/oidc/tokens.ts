import { sign, verify } from 'node:crypto';
import type { SigningKey } from './signingKeys';

/** The claims of a token. */
export type TokenClaims = Record<string, unknown>;

const encode = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT, signed with RS256. */
export function signToken(claims: TokenClaims, key: SigningKey): string {
  const header = { alg: 'RS256', typ: 'JWT', kid: key.kid };
  const signed = `${encode(header)}.${encode(claims)}`;
  const signature = sign('RSA-SHA256', Buffer.from(signed), key.privateKey);
  return `${signed}.${signature.toString('base64url')}`;
}

/** A JWT taken apart, nothing of it verified. */
export interface DecodedToken {
  header: Record<string, unknown>;
  claims: TokenClaims;
  signed: string;
  signature: Buffer;
}

/** Takes a JWT apart, or gives `undefined` for anything else. */
export function decodeToken(token: string): DecodedToken | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) {
    return undefined;
  }
  try {
    const [header, claims] = parts
      .slice(0, 2)
      .map(part => JSON.parse(Buffer.from(part, 'base64url').toString()));
    if (!isObject(header) || !isObject(claims)) {
      return undefined;
    }
    const signature = Buffer.from(parts[2], 'base64url');
    return { header, claims, signed: `${parts[0]}.${parts[1]}`, signature };
  } catch {
    return undefined;
  }
}

/** Whether one of the keys made the signature; `none` and HMAC never count. */
export function signatureHolds(
  token: DecodedToken,
  keys: SigningKey[],
): boolean {
  const key = keys.find(({ kid }) => kid === token.header.kid);
  return (
    key !== undefined &&
    token.header.alg === 'RS256' &&
    verify(
      'RSA-SHA256',
      Buffer.from(token.signed),
      key.publicKey,
      token.signature,
    )
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
