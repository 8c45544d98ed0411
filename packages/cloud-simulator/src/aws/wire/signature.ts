import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../errors';
import type { AwsCredentials, CredentialStore } from '../state/credentials';

const scheme =
  /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)$/;

const sha256 = (data: string) => createHash('sha256').update(data).digest();
const hmac = (key: string | Buffer, data: string) =>
  createHmac('sha256', key).update(data).digest();

/** What of a request is signed. */
export interface SignedRequest {
  method: string;
  url: URL;
  headers: Headers;
  body: string;
}

/**
 * Finds out who signed a request (Signature Version 4) and verifies it. The
 * age of the signature is not looked at.
 */
export function authenticate(
  request: SignedRequest,
  service: string,
  credentials: CredentialStore,
  now: Date,
): AwsCredentials {
  const header = request.headers.get('authorization');
  if (!header) {
    throw new AwsError(
      'MissingAuthenticationToken',
      'Request is missing Authentication Token',
      403,
    );
  }
  const match = scheme.exec(header);
  const scope = match?.[1].split('/') ?? [];
  if (!match || scope.length !== 5 || scope[4] !== 'aws4_request') {
    throw new AwsError(
      'IncompleteSignature',
      'Authorization header requires Credential, SignedHeaders and Signature parameters.',
      403,
    );
  }
  const [accessKeyId, date, region, signedService] = scope;
  const known = findCredentials(request, accessKeyId, credentials);
  if (signedService !== service) {
    throw new AwsError(
      'SignatureDoesNotMatch',
      `Credential should be scoped to correct service: '${service}'.`,
      403,
    );
  }
  const signingKey = [date, region, signedService, 'aws4_request'].reduce(
    (key: string | Buffer, part) => hmac(key, part),
    `AWS4${known.secretAccessKey}`,
  );
  const toSign = [
    'AWS4-HMAC-SHA256',
    request.headers.get('x-amz-date') ?? '',
    scope.slice(1).join('/'),
    sha256(canonicalRequest(request, match[2].split(';'))).toString('hex'),
  ].join('\n');
  const expected = hmac(signingKey, toSign);
  const given = Buffer.from(match[3], 'hex');
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    throw new AwsError(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
      403,
    );
  }
  if (known.expiration && known.expiration <= now) {
    throw new AwsError(
      'ExpiredToken',
      'The security token included in the request is expired',
      403,
    );
  }
  return known;
}

function findCredentials(
  request: SignedRequest,
  accessKeyId: string,
  credentials: CredentialStore,
): AwsCredentials {
  const known = credentials.find(accessKeyId);
  const token = request.headers.get('x-amz-security-token') ?? undefined;
  if (!known || known.sessionToken !== token) {
    throw new AwsError(
      'InvalidClientTokenId',
      'The security token included in the request is invalid.',
      403,
    );
  }
  return known;
}

function canonicalRequest(
  request: SignedRequest,
  signedHeaders: string[],
): string {
  const valueOf = (name: string) =>
    // Interceptors may leave the Host header to the URL.
    request.headers.get(name) ?? (name === 'host' ? request.url.host : '');
  const headers = signedHeaders.map(
    name => `${name}:${valueOf(name).trim().replace(/\s+/g, ' ')}\n`,
  );
  const query = [...request.url.searchParams]
    .map(pair => pair.map(encodeStrictly).join('='))
    .sort()
    .join('&');
  return [
    request.method,
    request.url.pathname,
    query,
    headers.join(''),
    signedHeaders.join(';'),
    sha256(request.body).toString('hex'),
  ].join('\n');
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
