import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';

/**
 * A call ends within this time, whatever it waits for: far less than the lease
 * of an operation.
 */
export const AWS_CALL_TIMEOUT_MS = 20_000;

/** The clients of one account for one purpose, and how to speak of them. */
export interface IamClients {
  accountId: string;
  /** The settings that hold the credentials, for messages. */
  credentialKeys: string;
  iam: IAMClient;
  sts: STSClient;
}
