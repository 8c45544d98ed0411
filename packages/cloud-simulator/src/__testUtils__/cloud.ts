import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { setupServer } from 'msw/node';
import type { CloudSimulator } from '../simulator';
import { createCloudSimulator } from '../simulator';

/** Intercepts the process's own requests for the tests of one file. */
export function interceptedSimulator(options?: { now?: () => Date }): {
  simulator: () => CloudSimulator;
} {
  let simulator: CloudSimulator;
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  beforeEach(() => {
    simulator = createCloudSimulator(options);
    server.resetHandlers(...simulator.handlers);
  });
  afterAll(() => server.close());
  return { simulator: () => simulator };
}

/** Credentials as the SDK takes them. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** The real SDK clients; one attempt, so that refusals come at once. */
export function awsClients(
  credentials: Credentials,
  endpoint?: string,
  maxAttempts = 1,
) {
  const settings = {
    region: 'us-east-1',
    credentials,
    endpoint,
    maxAttempts,
  };
  return { iam: new IAMClient(settings), sts: new STSClient(settings) };
}

/** An account with a user, and the clients of that user. */
export function accountWithUser(
  simulator: CloudSimulator,
  accountId = '111111111111',
) {
  const account = simulator.aws.addAccount(accountId);
  const credentials = simulator.aws.createAccessKey({
    accountId,
    userName: 'admin',
  });
  return { account, credentials, ...awsClients(credentials) };
}

/** What a refused call tells. */
export async function refusalOf(call: Promise<unknown>): Promise<{
  name: string;
  message: string;
  status?: number;
}> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & {
      $metadata?: { httpStatusCode?: number };
    };
    return { name, message, status: $metadata?.httpStatusCode };
  }
  throw new Error('The call was not refused');
}

/** A trust policy for Pulumi Cloud's issuer. */
export function pulumiTrust(
  accountId: string,
  condition: object = {
    StringEquals: { 'api.pulumi.com/oidc:aud': 'aws:acme' },
  },
  statement: object = {},
): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: {
          Federated: `arn:aws:iam::${accountId}:oidc-provider/api.pulumi.com/oidc`,
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: condition,
        ...statement,
      },
    ],
  });
}
