import { checkNumber, checkText, required } from '../constraints';
import { validationError } from '../errors';
import type { SimulatedAccount } from '../state/account';
import type { SimulatedAws } from '../state/aws';
import type { CredentialStore } from '../state/credentials';
import type { SimulatedRole } from '../state/role';
import type { XmlValue } from '../wire/xml';

/** The role that a request names: its account and name, perhaps not there. */
export interface NamedRole {
  arn: string;
  account?: SimulatedAccount;
  role?: SimulatedRole;
}

const roleArn =
  /^arn:(aws[a-z-]*):iam::(\d{12}):role\/(?:[\x21-\x7e]+\/)?([\w+=,.@-]+)$/;

/** Finds the role of a RoleArn. It has to match with its path and partition. */
export function readRoleArn(
  value: string | undefined,
  aws: Pick<SimulatedAws, 'findAccount'>,
): NamedRole {
  const arn = checkText(required(value, 'roleArn'), 'roleArn', {
    min: 20,
    max: 2048,
  });
  const match = roleArn.exec(arn);
  if (!match) {
    throw validationError('Request ARN is invalid');
  }
  const [, partition, accountId, name] = match;
  const account = aws.findAccount(accountId);
  if (!account || account.partition !== partition) {
    return { arn };
  }
  const role = account.role(name);
  return { arn, account, role: role?.arn === arn ? role : undefined };
}

/** The caller chooses it freely, within these bounds. */
export function checkSessionName(value: string | undefined): string {
  const field = 'roleSessionName';
  return checkText(required(value, field), field, {
    min: 2,
    max: 64,
    pattern: /^[\w+=,.@-]*$/,
  });
}

/** One hour by default. Whether the role allows it is another question. */
export function checkDuration(seconds: number | undefined): number {
  return checkNumber(seconds ?? 3600, 'durationSeconds', {
    min: 900,
    max: 43200,
  });
}

/** Refuses a session longer than the role allows. */
export function checkRoleMaximum(role: SimulatedRole, seconds: number): void {
  if (seconds > role.maxSessionDuration) {
    throw validationError(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
}

/** A session of a role. */
export interface Session {
  credentials: {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken: string;
    expiration: Date;
  };
  assumedRoleId: string;
  arn: string;
}

/** Issues credentials for a session of the role. */
export function startSession(
  options: {
    account: SimulatedAccount;
    role: SimulatedRole;
    sessionName: string;
    seconds: number;
    now: Date;
  },
  store: CredentialStore,
): Session {
  const { account, role, sessionName } = options;
  const arn = account.arn(
    'sts',
    `assumed-role/${role.roleName}/${sessionName}`,
  );
  const userId = `${role.roleId}:${sessionName}`;
  const credentials = store.issueSession(
    { accountId: account.accountId, arn, userId, roleArn: role.arn },
    new Date(options.now.getTime() + options.seconds * 1000),
  );
  return { credentials, assumedRoleId: userId, arn };
}

/** A session as the answers hold it. */
export function sessionXml({ credentials, assumedRoleId, arn }: Session): {
  [element: string]: XmlValue;
} {
  return {
    Credentials: {
      AccessKeyId: credentials.accessKeyId,
      SecretAccessKey: credentials.secretAccessKey,
      SessionToken: credentials.sessionToken,
      Expiration: credentials.expiration,
    },
    AssumedRoleUser: { AssumedRoleId: assumedRoleId, Arn: arn },
  };
}
