import { issuerHostPath } from '@internal/backstage-plugin-esc-trust-common';
import { z } from 'zod/v3';
import { Touched } from './Touched';

/** What a mapping is judged by: its role's policy, sessions and owner tag. */
const ROLE_EVENTS = [
  'CreateRole',
  'DeleteRole',
  'TagRole',
  'UntagRole',
  'UpdateAssumeRolePolicy',
  'UpdateRole',
];

/** Whether the identity provider is there, and its audiences. */
const PROVIDER_EVENTS = [
  'AddClientIDToOpenIDConnectProvider',
  'CreateOpenIDConnectProvider',
  'DeleteOpenIDConnectProvider',
  'RemoveClientIDFromOpenIDConnectProvider',
];

const text = z.string().max(2_048);

/** CloudTrail's event, as EventBridge passes it on. */
const envelope = z.object({
  source: z.literal('aws.iam'),
  account: z.string().regex(/^\d{12}$/),
  detail: z.object({
    eventSource: z.literal('iam.amazonaws.com'),
    eventName: text,
    errorCode: text.nullish(),
    requestParameters: z.record(z.unknown()).nullish(),
    responseElements: z.record(z.unknown()).nullish(),
  }),
});

const roleRequest = z.object({
  roleName: z.string().regex(/^[\w+=,.@-]{1,64}$/),
});

/** What an event of IAM has touched; `garbled` says that it isn't one. */
export type IamEvent = { touched?: Touched } | { garbled: string };

/**
 * Reads an event that CloudTrail has recorded.
 *
 * @remarks
 * Whoever can send such an event makes the portal read, never believe.
 *
 * @param payload - as it came
 * @param known - the configured accounts and the issuers of their environments
 */
export function readIamEvent(
  payload: unknown,
  known: { accountIds: string[]; issuers: string[] },
): IamEvent {
  const parsed = envelope.safeParse(payload);
  if (!parsed.success) {
    return {
      garbled: 'it is not an event of IAM that CloudTrail and EventBridge send',
    };
  }
  const { account: accountId, detail } = parsed.data;
  if (!known.accountIds.includes(accountId) || detail.errorCode) {
    return {};
  }
  if (ROLE_EVENTS.includes(detail.eventName)) {
    const request = roleRequest.safeParse(detail.requestParameters);
    return request.success
      ? { touched: { kind: 'role', accountId, ...request.data } }
      : { garbled: `its ${detail.eventName} names no role` };
  }
  if (PROVIDER_EVENTS.includes(detail.eventName)) {
    const hostPath = providerHostPath(detail);
    if (hostPath === undefined) {
      return { garbled: `its ${detail.eventName} names no identity provider` };
    }
    const issuer = known.issuers.find(
      one => issuerHostPath(one).toLowerCase() === hostPath.toLowerCase(),
    );
    return issuer
      ? { touched: { kind: 'identity-provider', accountId, issuer } }
      : {};
  }
  return {};
}

/** Where the issuer is, by the provider's ARN or, when it is new, its URL. */
function providerHostPath(
  detail: z.infer<typeof envelope>['detail'],
): string | undefined {
  const { requestParameters, responseElements } = detail;
  for (const value of [
    requestParameters?.openIDConnectProviderArn,
    responseElements?.openIDConnectProviderArn,
    requestParameters?.url,
  ]) {
    const found =
      typeof value === 'string' &&
      /^(?:arn:[^/]+:oidc-provider\/|(?:https:\/\/)?)([^:]+)$/.exec(value);
    if (found) {
      return found[1].replace(/\/+$/, '');
    }
  }
  return undefined;
}
