import type { SigningKeys } from '../../oidc/signingKeys';
import type { LaggingConsistency } from '../consistency';
import { checkCount, checkText, required } from '../constraints';
import { AwsError } from '../errors';
import { providerName } from '../iam/identityProviders';
import { judgeTrustPolicy } from '../policy/judge';
import type { SimulatedAccount } from '../state/account';
import type { SimulatedAws } from '../state/aws';
import type { CredentialStore } from '../state/credentials';
import type { SimulatedIdentityProvider } from '../state/identityProvider';
import type { Session } from './sessions';
import {
  checkDuration,
  checkRoleMaximum,
  checkSessionName,
  readRoleArn,
  startSession,
} from './sessions';
import {
  invalidIdentityToken,
  readToken,
  verifyToken,
} from './webIdentityToken';

/** What a caller sends; it needs no credentials. */
export interface WebIdentityRequest {
  roleArn?: string;
  sessionName?: string;
  token?: string;
  durationSeconds?: number;
  policyArns?: string[];
}

/** The session, and what the token said. */
export interface WebIdentitySession extends Session {
  subject: string;
  audience: string;
  providerArn: string;
}

/** What STS needs to decide. */
export interface StsWorld {
  aws: SimulatedAws;
  credentials: CredentialStore;
  keys: SigningKeys;
  now: () => Date;
  consistency: LaggingConsistency;
}

/**
 * All gates in AWS's order: provider, token, audience, role and trust policy,
 * duration. Resource control policies are not simulated.
 */
export async function assumeRoleWithWebIdentity(
  request: WebIdentityRequest,
  world: StsWorld,
): Promise<WebIdentitySession> {
  const sessionName = checkSessionName(request.sessionName);
  const seconds = checkDuration(request.durationSeconds);
  checkCount(request.policyArns ?? [], 'policyArns', 10);
  const field = 'webIdentityToken';
  const text = checkText(required(request.token, field), field, {
    min: 4,
    max: 20000,
  });
  const { account, role } = readRoleArn(
    request.roleArn,
    world.consistency.forLogin(world.aws, request.roleArn),
  );
  const now = world.now();

  const token = readToken(text);
  const provider = findProvider(account, token.issuer);
  const { subject, audiences } = await verifyToken(token, world.keys, now);
  const audience = audiences.find(one => provider.clientIds.has(one));
  if (audience === undefined) {
    throw invalidIdentityToken('Incorrect token audience');
  }
  const allows = (action: string) =>
    role !== undefined &&
    judgeTrustPolicy(role.assumeRolePolicyDocument, {
      federated: provider.arn,
      action,
      claims: claimsForPolicy(token.claims),
      context: contextOf(sessionName, now),
    }) === 'allow';
  if (!role || !allows('sts:AssumeRoleWithWebIdentity')) {
    throw notAuthorized('sts:AssumeRoleWithWebIdentity');
  }
  const needsTagging = token.claims['https://aws.amazon.com/tags'];
  if (needsTagging !== undefined && !allows('sts:TagSession')) {
    throw notAuthorized('sts:TagSession');
  }
  const source = token.claims['https://aws.amazon.com/source_identity'];
  if (source !== undefined && !allows('sts:SetSourceIdentity')) {
    throw notAuthorized('sts:SetSourceIdentity');
  }
  checkRoleMaximum(role, seconds);
  return {
    ...startSession(
      { account: account!, role, sessionName, seconds, now },
      world.credentials,
    ),
    subject,
    audience,
    providerArn: provider.arn,
  };
}

/** Providers are looked up in the role's own account, by the exact issuer. */
function findProvider(
  account: SimulatedAccount | undefined,
  issuer: string,
): SimulatedIdentityProvider {
  const provider = issuer.startsWith('https://')
    ? account?.identityProviders.get(providerName(issuer))
    : undefined;
  if (!provider) {
    throw invalidIdentityToken(
      `No OpenIDConnect provider found in your account for ${issuer}`,
    );
  }
  return provider;
}

/** The same sentence for a wrong subject, a wrong audience and no role. */
function notAuthorized(action: string): AwsError {
  return new AwsError(
    'AccessDenied',
    `Not authorized to perform ${action}`,
    403,
  );
}

function claimsForPolicy(
  claims: Record<string, unknown>,
): Record<string, string | string[]> {
  const texts: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(claims)) {
    if (typeof value === 'string') {
      texts[name] = value;
    } else if (Array.isArray(value)) {
      const list = value.filter(
        (one): one is string => typeof one === 'string',
      );
      // `aud` and `sub` are single-valued, also when `aud` is sent as a list.
      texts[name] = name === 'aud' && list.length === 1 ? list[0] : list;
    }
  }
  return texts;
}

/** Neither sts:DurationSeconds nor sts:ExternalId is there to be tested. */
function contextOf(sessionName: string, now: Date): Record<string, string> {
  return {
    'sts:RoleSessionName': sessionName,
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
    'aws:SecureTransport': 'true',
    // From the block reserved for documentation: a caller somewhere outside.
    'aws:SourceIp': '203.0.113.10',
    'aws:UserAgent': 'aws-sdk-go',
  };
}
