import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  IAMClient,
  RemoveClientIDFromOpenIDConnectProviderCommand,
} from '@aws-sdk/client-iam';
import { errorName, isAbsent } from './awsErrors';
import { IamWrite } from './IamWrites';
import { tagList } from './tagList';

/** Makes an identity provider without audiences. */
export function createIdentityProvider(
  iam: IAMClient,
  options: { issuer: string; tags: Record<string, string> },
): IamWrite {
  return {
    action: 'CreateOpenIDConnectProvider',
    // An issuer has at most one per account.
    idempotent: true,
    isDone: error => errorName(error) === 'EntityAlreadyExistsException',
    send: sending =>
      iam.send(
        // No thumbprint: IAM fetches it, and checks the certificate by itself.
        new CreateOpenIDConnectProviderCommand({
          Url: options.issuer,
          Tags: tagList(options.tags),
        }),
        sending,
      ),
  };
}

/** Deletes an identity provider with its audiences. */
export function deleteIdentityProvider(iam: IAMClient, arn: string): IamWrite {
  return {
    action: 'DeleteOpenIDConnectProvider',
    // Another team may have made it anew, and rely on it by now.
    idempotent: false,
    isDone: isAbsent,
    send: sending =>
      iam.send(
        new DeleteOpenIDConnectProviderCommand({
          OpenIDConnectProviderArn: arn,
        }),
        sending,
      ),
  };
}

/** Lists an audience. */
export function addAudience(
  iam: IAMClient,
  arn: string,
  audience: string,
): IamWrite {
  return {
    action: 'AddClientIDToOpenIDConnectProvider',
    idempotent: true,
    send: sending =>
      iam.send(
        new AddClientIDToOpenIDConnectProviderCommand({
          OpenIDConnectProviderArn: arn,
          ClientID: audience,
        }),
        sending,
      ),
  };
}

/** Lists an audience no longer. */
export function removeAudience(
  iam: IAMClient,
  arn: string,
  audience: string,
): IamWrite {
  return {
    action: 'RemoveClientIDFromOpenIDConnectProvider',
    // Another team may have added it anew.
    idempotent: false,
    isDone: isAbsent,
    send: sending =>
      iam.send(
        new RemoveClientIDFromOpenIDConnectProviderCommand({
          OpenIDConnectProviderArn: arn,
          ClientID: audience,
        }),
        sending,
      ),
  };
}
