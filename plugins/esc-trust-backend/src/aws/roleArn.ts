/** The parts of a role's ARN. */
export interface RoleArn {
  partition: string;
  accountId: string;
  /** Starts and ends with a slash. */
  path: string;
  name: string;
}

/** Takes a role's ARN apart; undefined when it isn't one. */
export function parseRoleArn(arn: string): RoleArn | undefined {
  const match =
    /^arn:(aws[a-z-]*):iam::(\d{12}):role(\/(?:[!-~]+\/)?)([\w+=,.@-]{1,64})$/.exec(
      arn,
    );
  return (
    (match && {
      partition: match[1],
      accountId: match[2],
      path: match[3],
      name: match[4],
    }) ??
    undefined
  );
}
