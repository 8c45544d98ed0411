import { JsonObject } from '@backstage/types';

/** An event of IAM as CloudTrail records it and EventBridge passes it on. */
export function iamEvent(
  accountId: string,
  eventName: string,
  requestParameters: JsonObject | null,
  detail: JsonObject = {},
): JsonObject {
  return {
    version: '0',
    id: 'bf1af5ea-1c1f-4cf4-9a5d-3d1f0a1c2b3d',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.iam',
    account: accountId,
    time: '2026-01-01T00:00:00Z',
    region: 'us-east-1',
    resources: [],
    detail: {
      eventVersion: '1.11',
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${accountId}:assumed-role/Admin/someone`,
      },
      eventTime: '2026-01-01T00:00:00Z',
      eventSource: 'iam.amazonaws.com',
      eventName,
      awsRegion: 'us-east-1',
      requestParameters,
      responseElements: null,
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: accountId,
      eventCategory: 'Management',
      ...detail,
    },
  };
}
