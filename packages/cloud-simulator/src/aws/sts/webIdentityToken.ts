import type { SigningKeys } from '../../oidc/signingKeys';
import type { DecodedToken, TokenClaims } from '../../oidc/tokens';
import { decodeToken, signatureHolds } from '../../oidc/tokens';
import { AwsError } from '../errors';

/** The code of everything that is wrong with a token itself. */
export const invalidIdentityToken = (message: string) =>
  new AwsError('InvalidIdentityToken', message);

const clockSkewSeconds = 5 * 60;

/** A JWT of some issuer; nothing is verified yet. */
export function readToken(token: string): DecodedToken & { issuer: string } {
  const decoded = decodeToken(token);
  if (!decoded || typeof decoded.claims.iss !== 'string') {
    throw invalidIdentityToken(
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    );
  }
  return { ...decoded, issuer: decoded.claims.iss };
}

/**
 * Verifies the signature against the issuer's published keys, and that the
 * token is of today. Of the sentences only the one about expiry is AWS's as
 * known; the others are unverified [U].
 */
export async function verifyToken(
  token: DecodedToken & { issuer: string },
  keys: SigningKeys,
  now: Date,
): Promise<{ subject: string; audiences: string[] }> {
  const published = await keys.published(token.issuer);
  if (!published) {
    throw invalidIdentityToken(
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    );
  }
  if (!signatureHolds(token, published)) {
    throw invalidIdentityToken('Provided Token has an invalid signature.');
  }
  checkTimes(token.claims, Math.floor(now.getTime() / 1000));
  const { sub } = token.claims;
  if (typeof sub !== 'string' || sub === '') {
    throw invalidIdentityToken('Missing a required claim: sub');
  }
  return { subject: sub, audiences: audiencesOf(token.claims) };
}

function checkTimes(claims: TokenClaims, now: number): void {
  if (typeof claims.exp !== 'number') {
    throw invalidIdentityToken('Missing a required claim: exp');
  }
  if (typeof claims.iat !== 'number') {
    throw invalidIdentityToken('Missing a required claim: iat');
  }
  if (now >= claims.exp + clockSkewSeconds) {
    throw new AwsError(
      'ExpiredTokenException',
      `Token expired: current date/time ${now} must be before the expiration date/time ${claims.exp}`,
    );
  }
  const notBefore = typeof claims.nbf === 'number' ? claims.nbf : claims.iat;
  if (now < notBefore - clockSkewSeconds) {
    throw invalidIdentityToken('Token is not yet valid.');
  }
}

/** `azp`, when present, stands in for `aud`. */
function audiencesOf(claims: TokenClaims): string[] {
  return [claims.azp ?? claims.aud]
    .flat()
    .filter((one): one is string => typeof one === 'string');
}
