import {
  IAMClient,
  ListRolesCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { execFileSync } from 'node:child_process';

/** What the AWS CLI tells of a role. */
interface CliRole {
  RoleName: string;
  /** The CLI decodes it. */
  AssumeRolePolicyDocument: object;
}

interface Simulator {
  url: string;
  awsCredentials: {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken?: string;
  };
}

function simulator(): Simulator {
  return JSON.parse(process.env.SIMULATOR!);
}

/** Runs `aws iam …` against the simulated account. */
function awsIam(...args: string[]): string {
  const { url, awsCredentials } = simulator();
  return execFileSync(
    'aws',
    ['--endpoint-url', url, '--region', 'us-east-1', 'iam', ...args],
    {
      encoding: 'utf8',
      timeout: 60_000,
      env: {
        ...process.env,
        AWS_ACCESS_KEY_ID: awsCredentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: awsCredentials.secretAccessKey,
        AWS_SESSION_TOKEN: awsCredentials.sessionToken ?? '',
        AWS_PAGER: '',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      },
    },
  );
}

function hasAwsCli(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore', timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
}

function changeByCli(namePart: string, change: (policy: string) => string) {
  const { Roles } = JSON.parse(
    awsIam('list-roles', '--path-prefix', '/pulumi-esc/', '--output', 'json'),
  ) as { Roles: CliRole[] };
  const role = Roles.find(({ RoleName }) => RoleName.includes(namePart))!;
  awsIam(
    'update-assume-role-policy',
    '--role-name',
    role.RoleName,
    '--policy-document',
    change(JSON.stringify(role.AssumeRolePolicyDocument)),
  );
}

async function changeBySdk(
  namePart: string,
  change: (policy: string) => string,
) {
  const { url, awsCredentials } = simulator();
  const iam = new IAMClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: awsCredentials,
  });
  const { Roles = [] } = await iam.send(
    new ListRolesCommand({ PathPrefix: '/pulumi-esc/' }),
  );
  const role = Roles.find(({ RoleName }) => RoleName?.includes(namePart))!;
  await iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: role.RoleName,
      PolicyDocument: change(
        decodeURIComponent(role.AssumeRolePolicyDocument!),
      ),
    }),
  );
}

/**
 * Edits a role's trust policy as somebody with AWS access could: by the AWS CLI,
 * or where it isn't installed by the SDK that does the same.
 *
 * @param namePart - a part of the role's name
 * @param change - gets the policy as JSON text, and returns it changed
 */
export async function changeTrustPolicy(
  namePart: string,
  change: (policy: string) => string,
): Promise<void> {
  if (hasAwsCli()) {
    changeByCli(namePart, change);
  } else {
    await changeBySdk(namePart, change);
  }
}
