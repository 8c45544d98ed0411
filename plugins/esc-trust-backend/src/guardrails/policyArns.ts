/** The account that a role is in. */
export interface RoleAccount {
  accountId: string;
  /** `aws`, `aws-us-gov` or `aws-cn`. */
  partition: string;
}

/** Fills in what an ARN of the configuration leaves open. */
export function fillInArn(template: string, account: RoleAccount): string {
  return template
    .replaceAll('{partition}', account.partition)
    .replaceAll('{accountId}', account.accountId);
}

/** A managed policy's name, without its path. */
export function policyName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
