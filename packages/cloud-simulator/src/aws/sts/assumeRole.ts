import { AwsError, validationError } from '../errors';
import { judgeTrustPolicy } from '../policy/judge';
import type { AwsIdentity } from '../state/credentials';
import type { StsWorld } from './assumeRoleWithWebIdentity';
import type { Session } from './sessions';
import {
  checkDuration,
  checkRoleMaximum,
  checkSessionName,
  readRoleArn,
  startSession,
} from './sessions';

/** What a signed caller sends. */
export interface AssumeRoleRequest {
  roleArn?: string;
  sessionName?: string;
  durationSeconds?: number;
  externalId?: string;
  tags: Array<{ Key?: string; Value?: string }>;
}

/**
 * Judges the trust policy for the caller. The caller's own permissions are
 * taken as given.
 */
export function assumeRole(
  request: AssumeRoleRequest,
  caller: AwsIdentity,
  world: StsWorld,
): Session {
  const sessionName = checkSessionName(request.sessionName);
  const seconds = checkDuration(request.durationSeconds);
  const { arn, account, role } = readRoleArn(
    request.roleArn,
    world.consistency.forLogin(world.aws, request.roleArn),
  );
  const now = world.now();
  const requestTags = request.tags.map(({ Key, Value }) => [
    `aws:RequestTag/${Key}`,
    Value ?? '',
  ]);
  const actions =
    requestTags.length > 0
      ? ['sts:AssumeRole', 'sts:TagSession']
      : ['sts:AssumeRole'];
  for (const action of actions) {
    const verdict =
      role &&
      judgeTrustPolicy(role.assumeRolePolicyDocument, {
        aws: caller,
        action,
        context: {
          'sts:RoleSessionName': sessionName,
          'sts:ExternalId': request.externalId,
          'aws:PrincipalArn': caller.roleArn ?? caller.arn,
          'aws:PrincipalAccount': caller.accountId,
          'aws:CurrentTime': now.toISOString(),
          'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
          'aws:SecureTransport': 'true',
          'aws:SourceIp': '127.0.0.1',
          ...Object.fromEntries(requestTags),
        },
      });
    if (verdict !== 'allow') {
      throw new AwsError(
        'AccessDenied',
        `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${arn}`,
        403,
      );
    }
  }
  if (caller.roleArn && seconds > 3600) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  checkRoleMaximum(role!, seconds);
  return startSession(
    { account: account!, role: role!, sessionName, seconds, now },
    world.credentials,
  );
}
