import type { SigningKeys } from '../../oidc/signingKeys';
import { signToken } from '../../oidc/tokens';
import { AwsError } from '../../aws/errors';
import { assumeRoleWithWebIdentity } from '../../aws/sts/assumeRoleWithWebIdentity';
import type { SimulatorCall } from '../../calls';
import { BrokenConnection, InjectedError } from '../../faults';
import type { Opener } from '../claims';
import { loginClaims, openerLogin } from '../claims';
import type { LoginAttempt, LoginResult } from './context';
import { LoginRefused } from './context';
import type { OpeningWorld } from './opener';

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
  { sts, calls, faults }: Pick<OpeningWorld, 'sts' | 'calls' | 'faults'>,
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
    const { credentials } = await faults.pass(call, () =>
      assumeRoleWithWebIdentity(
        {
          roleArn: login.roleArn,
          sessionName: login.sessionName,
          token,
          durationSeconds: login.durationSeconds,
          policyArns: login.policyArns,
        },
        sts,
      ),
    );
    return credentials;
  } catch (error) {
    const refusal = refusalOf(error);
    call.status = refusal?.status ?? 0;
    throw new LoginRefused(
      refusal
        ? `WebIdentityErr: failed to retrieve credentials caused by: ${refusal.code}: ${refusal.message} status code: ${refusal.status}`
        : 'WebIdentityErr: failed to retrieve credentials caused by: RequestError: send request failed',
    );
  }
}

/** What STS said; nothing when the connection broke. */
function refusalOf(error: unknown): AwsError | undefined {
  if (error instanceof InjectedError) {
    const { name, message, status } = error.fault;
    return new AwsError(name, message, status);
  }
  if (error instanceof BrokenConnection) {
    return undefined;
  }
  if (error instanceof AwsError) {
    return error;
  }
  throw error;
}
