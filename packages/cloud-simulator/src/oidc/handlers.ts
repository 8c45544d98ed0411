import type { RequestHandler } from 'msw';
import { http, HttpResponse } from 'msw';
import type { SigningKeys } from './signingKeys';

/** The issuer's public documents: discovery and keys. */
export function oidcHandlers(
  issuer: string,
  keys: SigningKeys,
): RequestHandler[] {
  return [
    http.get('*/oidc/.well-known/openid-configuration', () =>
      HttpResponse.json({
        issuer,
        jwks_uri: `${issuer}/.well-known/jwks`,
        response_types_supported: ['id_token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        claims_supported: ['aud', 'iss', 'sub', 'exp', 'iat', 'nbf'],
      }),
    ),
    http.get('*/oidc/.well-known/jwks', async () => {
      const published = (await keys.published(issuer)) ?? [];
      return HttpResponse.json({
        keys: published.map(({ kid, publicKey }) => ({
          ...publicKey.export({ format: 'jwk' }),
          kid,
          alg: 'RS256',
          use: 'sig',
        })),
      });
    }),
  ];
}
