import { check } from './check';

/** The role's account; without a partition when it isn't configured. */
interface Account {
  accountId: string;
  partition?: string;
}

/** AWS's quota of session policies for one session. */
const MOST_SESSION_POLICIES = 10;

/** @throws InputError for what can't be attached to a role of the account */
export function checkManagedPolicies(
  arns: string[],
  account: Account,
  quota: number,
): void {
  arns.forEach(arn => checkPolicyArn(arn, account));
  checkDuplicates(arns, 'managed policy');
  check(
    arns.length <= quota,
    `The role would have ${arns.length} managed policies, escTrust.provisioning.managedPoliciesPerRole is ${quota}: choose fewer`,
  );
}

/** @throws InputError for what can't bound a role of the account */
export function checkBoundary(arn: string | undefined, account: Account): void {
  if (arn !== undefined) {
    checkPolicyArn(arn, account);
  }
}

/** @throws InputError for what can't narrow a session in the account */
export function checkSessionPolicies(arns: string[], account: Account): void {
  arns.forEach(arn => checkPolicyArn(arn, account));
  checkDuplicates(arns, 'session policy');
  check(
    arns.length <= MOST_SESSION_POLICIES,
    `The login would have ${arns.length} session policies, AWS takes ${MOST_SESSION_POLICIES}: choose fewer`,
  );
}

/** AWS's own policies and those of the role's account; no others can be used. */
function checkPolicyArn(arn: string, account: Account): void {
  const match =
    /^arn:(aws[a-z-]*):iam::(aws|\d{12}):policy\/(?:[!-~]+\/)?[\w+=,.@-]{1,128}$/.exec(
      arn,
    );
  check(
    match !== null && arn.length <= 2048,
    `"${arn}" is not the ARN of a managed policy`,
  );
  const [, partition, owner] = match;
  check(
    account.partition === undefined || partition === account.partition,
    `The policy ${arn} is in the partition ${partition}, the account ${account.accountId} in ${account.partition}: choose one of that partition`,
  );
  check(
    owner === 'aws' || owner === account.accountId,
    `The policy ${arn} belongs to another account than ${account.accountId}: AWS takes its own and those of the role's account`,
  );
}

/** AWS tells policies apart without regard to case. */
function checkDuplicates(arns: string[], what: string): void {
  const seen = new Set<string>();
  for (const arn of arns) {
    const key = arn.toLocaleLowerCase('en-US');
    check(
      !seen.has(key),
      `The ${what} ${arn} is listed twice: list it once, in whatever case`,
    );
    seen.add(key);
  }
}
