import { execFile, execFileSync } from 'node:child_process';
import { devNull } from 'node:os';

/** How a command of the AWS CLI ended. */
export interface AwsCliRun {
  /** Versions of the CLI have codes of their own for what AWS refuses. */
  isSuccess: boolean;
  stdout: string;
  stderr: string;
}

/** Whether the AWS CLI is on this machine's PATH, and answers. */
export function hasAwsCli(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs the AWS CLI against an endpoint, with nothing of this machine's own
 * configuration and without credentials: a web identity needs none.
 */
export function awsCli(endpoint: string, args: string[]): Promise<AwsCliRun> {
  return new Promise(resolve => {
    execFile(
      'aws',
      [
        '--endpoint-url',
        endpoint,
        '--region',
        'us-east-1',
        '--output',
        'json',
        ...args,
      ],
      {
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          AWS_CONFIG_FILE: devNull,
          AWS_SHARED_CREDENTIALS_FILE: devNull,
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_PAGER: '',
        },
        timeout: 60_000,
      },
      (error, stdout, stderr) =>
        resolve({ isSuccess: !error, stdout, stderr: stderr.trim() }),
    );
  });
}
