import { randomBytes } from 'node:crypto';
import { uniqueId } from '../uniqueIds';

/**
 * Whoever signs a request.
 */
export interface AwsIdentity {
  accountId: string;
  arn: string;
  userId: string;
  /** The role behind the session of an assumed role. */
  roleArn?: string;
}

/** A long-lived access key, or the credentials of a session. */
export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
  identity: AwsIdentity;
}

/** All credentials of all accounts, by access key id. */
export class CredentialStore {
  private readonly byAccessKeyId = new Map<string, AwsCredentials>();

  issueAccessKey(identity: AwsIdentity): AwsCredentials {
    return this.store({
      accessKeyId: uniqueId('AKIA'),
      secretAccessKey: randomBytes(30).toString('base64'),
      identity,
    });
  }

  issueSession(
    identity: AwsIdentity,
    expiration: Date,
  ): Required<AwsCredentials> {
    const credentials = {
      accessKeyId: uniqueId('ASIA'),
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(120).toString('base64'),
      expiration,
      identity,
    };
    this.store(credentials);
    return credentials;
  }

  find(accessKeyId: string): AwsCredentials | undefined {
    return this.byAccessKeyId.get(accessKeyId);
  }

  /** Whoever has one of these can sign as somebody. */
  *secretAccessKeys(): Iterable<string> {
    for (const { secretAccessKey } of this.byAccessKeyId.values()) {
      yield secretAccessKey;
    }
  }

  *sessionTokens(): Iterable<string> {
    for (const { sessionToken } of this.byAccessKeyId.values()) {
      if (sessionToken) {
        yield sessionToken;
      }
    }
  }

  private store(credentials: AwsCredentials): AwsCredentials {
    this.byAccessKeyId.set(credentials.accessKeyId, credentials);
    return credentials;
  }
}
