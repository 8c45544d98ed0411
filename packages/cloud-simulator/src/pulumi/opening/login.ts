import type { SigningKeys } from '../../oidc/signingKeys';
import { signToken } from '../../oidc/tokens';
import { AwsError } from '../../aws/errors';
import type { StsWorld } from '../../aws/sts/assumeRoleWithWebIdentity';
import { assumeRoleWithWebIdentity } from '../../aws/sts/assumeRoleWithWebIdentity';
import type { SimulatorCall } from '../../calls';
import type { Opener } from '../claims';
import { loginClaims, openerLogin } from '../claims';
import type { LoginAttempt, LoginResult } from './context';
import { LoginRefused } from './context';

/** Signs the token that belongs to a login. It is good for an hour. */
export async function mintLoginToken(
  attempt: LoginAttempt,
  opener: Opener,
  issuer: string,
  keys: SigningKeys,
  now: Date,
): Promise<string> {
  const { place, login } = attempt;
  const { audience, subject } = loginClaims(
    place,
    opener,
    login.subjectAttributes,
  );
  const issuedAt = Math.floor(now.getTime() / 1000);
  return signToken(
    {
      iss: issuer,
      aud: audience,
      sub: subject,
      current_env: place.current,
      root_env: place.root,
      trigger_user: openerLogin(opener),
      iat: issuedAt,
      nbf: issuedAt,
      exp: issuedAt + 3600,
    },
    await keys.of(issuer),
  );
}

/** Brings a token to STS, as Pulumi Cloud does, with STS's own refusals. */
export async function loginAtSts(
  attempt: LoginAttempt,
  token: string,
  world: StsWorld,
  calls: SimulatorCall[],
): Promise<LoginResult> {
  const { login } = attempt;
  const call: SimulatorCall = {
    service: 'sts',
    action: 'AssumeRoleWithWebIdentity',
    accountId: login.roleArn.split(':')[4] || undefined,
    write: false,
    status: 200,
  };
  calls.push(call);
  try {
    const { credentials } = await assumeRoleWithWebIdentity(
      {
        roleArn: login.roleArn,
        sessionName: login.sessionName,
        token,
        durationSeconds: login.durationSeconds,
        policyArns: login.policyArns,
      },
      world,
    );
    return credentials;
  } catch (error) {
    if (!(error instanceof AwsError)) {
      throw error;
    }
    call.status = error.status;
    throw new LoginRefused(
      `WebIdentityErr: failed to retrieve credentials caused by: ${error.code}: ${error.message} status code: ${error.status}`,
    );
  }
}
