import { EnvironmentRef, stringifyEnvironmentRef } from '../claims/environment';
import { AwsLogin } from '../definition/types';
import {
  DEFAULT_LOGIN_DURATION_SECONDS,
  parseLoginDuration,
} from '../definition/duration';
import { AWS_ERRORS } from './awsErrors';
import type { AssessTrustInput } from './assessTrust';
import { GateResult, OpeningReport } from './types';

/** AWS's default of a role's maximum session duration, and its least value. */
const LEAST_MAX_SESSION_SECONDS = 3600;
/** STS refuses shorter sessions. */
const SHORTEST_SESSION_SECONDS = 900;

/** The definition holds this login, and it points at this role. */
export function loginGate(
  environment: EnvironmentRef,
  login: AwsLogin | null | undefined,
  roleArn: string | undefined,
): GateResult {
  const gate = 'login';
  const name = stringifyEnvironmentRef(environment);
  if (login === undefined) {
    return {
      gate,
      outcome: 'unknown',
      message: `The definition of ${name} could not be read.`,
    };
  }
  if (login === null) {
    return {
      gate,
      outcome: 'fail',
      message: `The definition of ${name} has no such AWS login: add it again or remove the mapping.`,
    };
  }
  if (login.kind === 'static') {
    return {
      gate,
      outcome: 'fail',
      message: `The login ${login.path} holds static credentials instead of using OIDC.`,
    };
  }
  if (login.kind === 'unresolved') {
    return {
      gate,
      outcome: 'unknown',
      message: `The inputs of the login ${login.path} are an expression, so its role isn't known before the environment is opened.`,
    };
  }
  if (!login.roleArn || !login.sessionName) {
    return {
      gate,
      outcome: 'fail',
      message: `The login ${login.path} has no ${
        login.roleArn ? 'sessionName' : 'roleArn'
      }: Pulumi refuses it.`,
    };
  }
  if ('expression' in login.roleArn) {
    return {
      gate,
      outcome: 'unknown',
      message: `The role of the login ${login.path} is the expression ${login.roleArn.expression}, which only an opening resolves.`,
    };
  }
  if (roleArn !== undefined && login.roleArn.literal !== roleArn) {
    return {
      gate,
      outcome: 'fail',
      message: `The login ${login.path} points at ${login.roleArn.literal}, not at ${roleArn}.`,
    };
  }
  return {
    gate,
    outcome: 'pass',
    message: `The login ${login.path} points at ${login.roleArn.literal}.`,
  };
}

/**
 * The role's account has an identity provider for the issuer.
 *
 * @param expectedArn - what its ARN must be; undefined when the role's account
 *   isn't known
 */
export function identityProviderGate(
  identityProvider: AssessTrustInput['identityProvider'],
  issuer: string,
  expectedArn: string | undefined,
): GateResult {
  const gate = 'identity-provider';
  if (identityProvider === undefined) {
    return {
      gate,
      outcome: 'unknown',
      message: "The account's identity provider is not known.",
    };
  }
  if (identityProvider === null) {
    return {
      gate,
      outcome: 'fail',
      message: `The role's account has no identity provider for ${issuer}: create one. AWS says "${AWS_ERRORS.noIdentityProvider(
        issuer,
      )}".`,
    };
  }
  const { arn } = identityProvider;
  if (arn === undefined || arn === expectedArn) {
    return {
      gate,
      outcome: 'pass',
      message: `The account has an identity provider for ${issuer}.`,
    };
  }
  const expected =
    expectedArn ?? `the one for ${issuer} in the role's account, not known yet`;
  // AWS looks the provider up in the role's own account, by the token's issuer.
  // Whether it tells ARNs apart by case is unverified.
  const surelyOther =
    expectedArn !== undefined &&
    arn.toLowerCase() !== expectedArn.toLowerCase();
  return {
    gate,
    outcome: surelyOther ? 'fail' : 'unknown',
    message: `The identity provider ${arn} doesn't count for this role: expected is ${expected}.${
      surelyOther ? ` AWS says "${AWS_ERRORS.noIdentityProvider(issuer)}".` : ''
    }`,
  };
}

/** The identity provider lists the audience of every opening in use. */
export function audienceGate(
  identityProvider: AssessTrustInput['identityProvider'],
  openings: OpeningReport[],
): GateResult {
  const gate = 'audience';
  if (!identityProvider) {
    return {
      gate,
      outcome: 'unknown',
      message: 'Without its identity provider the audiences are not known.',
    };
  }
  const missing = openings.find(
    ({ audience }) => !identityProvider.clientIds.includes(audience),
  );
  return missing
    ? {
        gate,
        outcome: 'fail',
        message: `The identity provider doesn't list the audience ${missing.audience}: add it as a client ID. AWS says "${AWS_ERRORS.audience}".`,
      }
    : {
        gate,
        outcome: 'pass',
        message: `The identity provider lists the audience ${openings[0].audience}.`,
      };
}

/** The role exists. */
export function roleGate(role: AssessTrustInput['role']): GateResult {
  const gate = 'role';
  if (role === undefined) {
    return { gate, outcome: 'unknown', message: 'The role is not known.' };
  }
  return role === null
    ? {
        gate,
        outcome: 'fail',
        message: `The role doesn't exist: create it or correct the login. AWS says "${AWS_ERRORS.notAuthorized}".`,
      }
    : { gate, outcome: 'pass', message: `The role ${role.arn} exists.` };
}

/** The login asks for no longer session than the role grants. */
export function sessionDurationGate(
  login: AwsLogin | null | undefined,
  role: AssessTrustInput['role'],
): GateResult {
  const gate = 'session-duration';
  if (!login || !role) {
    return {
      gate,
      outcome: 'unknown',
      message: 'The session duration is not known.',
    };
  }
  if (login.duration && 'expression' in login.duration) {
    return {
      gate,
      outcome: 'unknown',
      message: `The duration is the expression ${login.duration.expression}, which only an opening resolves.`,
    };
  }
  const asked = login.duration
    ? parseLoginDuration(login.duration.literal)
    : DEFAULT_LOGIN_DURATION_SECONDS;
  if (asked === undefined || asked < SHORTEST_SESSION_SECONDS) {
    return {
      gate,
      outcome: 'fail',
      message: `The duration "${login.duration?.literal}" is not one that AWS takes: use 15m to 12h.`,
    };
  }
  const shown = login.duration
    ? `${login.duration.literal}`
    : "2h, Pulumi's default,";
  const most = role.maxSessionDuration ?? LEAST_MAX_SESSION_SECONDS;
  if (asked <= most) {
    return {
      gate,
      outcome: 'pass',
      message: `The duration ${shown} is within the role's maximum.`,
    };
  }
  return role.maxSessionDuration === undefined
    ? {
        gate,
        outcome: 'unknown',
        message: `The duration ${shown} is longer than AWS's default maximum of 1h, and the role's own is not known.`,
      }
    : {
        gate,
        outcome: 'fail',
        message: `The duration ${shown} is longer than the role's maximum of ${most} seconds: set duration: 1h in the login or raise the role's maximum. AWS says "${AWS_ERRORS.duration}".`,
      };
}
