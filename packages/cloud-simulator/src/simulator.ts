import type { RequestHandler } from 'msw';
import type { Consistency } from './aws/consistency';
import { LaggingConsistency } from './aws/consistency';
import { awsHandler } from './aws/handler';
import { SimulatedAws } from './aws/state/aws';
import { CredentialStore } from './aws/state/credentials';
import type { StsWorld } from './aws/sts/assumeRoleWithWebIdentity';
import type { SimulatorCall } from './calls';
import { Faults } from './faults';
import { oidcHandlers } from './oidc/handlers';
import { SigningKeys } from './oidc/signingKeys';
import { signToken } from './oidc/tokens';
import { pulumiHandlers } from './pulumi/handlers';
import type { EnvironmentTokenOptions } from './pulumi/opening/environmentToken';
import { mintEnvironmentToken } from './pulumi/opening/environmentToken';
import type { OpeningWorld } from './pulumi/opening/opener';
import type { SimulatedPulumiCloud } from './pulumi/simulatedPulumiCloud';
import { PulumiCloud } from './pulumi/state/cloud';
import { secretsIn } from './secretsIn';

/**
 * Claims of a token to mint.
 *
 * @public
 */
export interface TokenToMint {
  audience: string;
  subject: string;
  /** Default: the simulated issuer. Others sign with a key unknown to STS. */
  issuer?: string;
  /** From now on; negative for a token that has expired. Default: 3600. */
  expiresInSeconds?: number;
  /** Further claims; they win over the others. */
  extra?: Record<string, unknown>;
}

/**
 * AWS and Pulumi Cloud in one box.
 *
 * @public
 */
export interface CloudSimulator {
  /** For msw: `setupServer(...simulator.handlers)`. They match any host. */
  readonly handlers: RequestHandler[];
  /** Every call that was answered, in order. May be emptied. */
  readonly calls: SimulatorCall[];
  /** What goes wrong, and hooks at exact places. */
  readonly faults: Faults;
  /** How far IAM's readers lag behind. */
  readonly consistency: Consistency;
  readonly aws: SimulatedAws;
  readonly pulumi: SimulatedPulumiCloud;
  /** The issuer of Pulumi Cloud's tokens. */
  readonly issuer: string;
  /** Mints a really signed token with any claims. */
  mintToken(claims: TokenToMint): Promise<string>;
  /** Mints what Pulumi Cloud would send for a login of an environment. */
  mintEnvironmentToken(
    environment: string,
    options?: EnvironmentTokenOptions,
  ): Promise<string>;
  /**
   * Names the kinds of secrets of both clouds that a text holds: AWS keys and
   * session tokens, Pulumi access tokens, OIDC tokens, and the secrets of
   * definitions in plaintext or ciphertext.
   */
  secretsIn(text: string): string[];
}

/**
 * Creates a simulator with nothing in it.
 *
 * @param options - `now` is the clock of sessions and tokens.
 *
 * @public
 */
export function createCloudSimulator(
  options: { now?: () => Date } = {},
): CloudSimulator {
  const now = options.now ?? (() => new Date());
  const issuer = 'https://api.pulumi.com/oidc';
  const calls: SimulatorCall[] = [];
  const faults = new Faults();
  const consistency = new LaggingConsistency();
  const credentials = new CredentialStore();
  const aws = new SimulatedAws(now, user => credentials.issueAccessKey(user));
  const pulumi = new PulumiCloud(now);
  const keys = new SigningKeys(issuer);
  const sts: StsWorld = { aws, credentials, keys, now, consistency };
  const opening: OpeningWorld = { cloud: pulumi, sts, issuer, calls, faults };
  return {
    handlers: [
      awsHandler(sts, calls, faults),
      ...oidcHandlers(issuer, keys),
      ...pulumiHandlers(opening),
    ],
    calls,
    faults,
    consistency,
    aws,
    pulumi,
    issuer,
    async mintToken(claims) {
      const issuedAt = Math.floor(now().getTime() / 1000);
      const from = claims.issuer ?? issuer;
      return signToken(
        {
          iss: from,
          aud: claims.audience,
          sub: claims.subject,
          iat: issuedAt,
          exp: issuedAt + (claims.expiresInSeconds ?? 3600),
          ...claims.extra,
        },
        await keys.of(from),
      );
    },
    mintEnvironmentToken: (environment, tokenOptions = {}) =>
      mintEnvironmentToken(opening, environment, tokenOptions),
    secretsIn: text =>
      secretsIn(text, {
        'secret access key': credentials.secretAccessKeys(),
        'session token': credentials.sessionTokens(),
        ...pulumi.secrets(),
      }),
  };
}
