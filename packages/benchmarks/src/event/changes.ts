import { CloudSimulator, DemoData } from '@internal/cloud-simulator';

/** A role that two things can be said of, in turn. */
export interface ChangingRole {
  accountId: string;
  roleName: string;
  mappingId: string;
  /** Of its mapping while the role is as it was. */
  status: string;
  /** Breaks the role, or puts it right again, in the in-box IAM. */
  change(): { status: string };
}

const TRUSTS_NOBODY_HERE = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
  },
});

/** The roles of the demo whose mappings work: those can be broken. */
export function changingRoles(
  simulator: CloudSimulator,
  mappings: Array<DemoData['mappings'][number] & { id: string }>,
): ChangingRole[] {
  return mappings
    .filter(({ status }) => !['untrusted', 'unknown'].includes(status))
    .map(({ id, roleArn, status }) => {
      const [, , , , accountId, path] = roleArn.split(':');
      const roleName = path.split('/').at(-1)!;
      const role = simulator.aws.account(accountId).role(roleName)!;
      const asItWas = role.assumeRolePolicyDocument;
      let isBroken = false;
      return {
        accountId,
        roleName,
        mappingId: id,
        status,
        change: () => {
          isBroken = !isBroken;
          role.assumeRolePolicyDocument = isBroken
            ? TRUSTS_NOBODY_HERE
            : asItWas;
          return { status: isBroken ? 'untrusted' : status };
        },
      };
    });
}

/** The event by which EventBridge would tell of it. */
export function eventOf({ accountId, roleName }: ChangingRole): object {
  return {
    version: '0',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.iam',
    account: accountId,
    region: 'us-east-1',
    detail: {
      eventSource: 'iam.amazonaws.com',
      eventName: 'UpdateAssumeRolePolicy',
      requestParameters: { roleName },
    },
  };
}
