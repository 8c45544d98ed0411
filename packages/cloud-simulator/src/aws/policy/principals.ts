import type { PolicyStatement } from './document';
import { stringsOf } from './document';

/**
 * An IAM user or an assumed role that calls sts:AssumeRole.
 *
 * @public
 */
export interface AwsCaller {
  accountId: string;
  /** The ARN that GetCallerIdentity gives. */
  arn: string;
  /** The ARN of the role behind an assumed-role session. */
  roleArn?: string;
}

/** Who asks: the identity provider of a web identity, or an AWS principal. */
export type Caller = { federated: string } | { aws: AwsCaller };

/**
 * Whether the statement is about this caller. Keys of one principal object are
 * ORed, and so are the entries of a list. Names are compared exactly: a
 * wildcard inside a name or ARN is not supported.
 */
export function principalMatches(
  statement: PolicyStatement,
  caller: Caller,
): boolean {
  const principal = statement.Principal;
  if (typeof principal !== 'object' || principal === null) {
    return principal === '*' && anyoneMatches(statement, caller);
  }
  const entries = principal as Record<string, unknown>;
  const aws = stringsOf(entries.AWS);
  if (aws.includes('*') && anyoneMatches(statement, caller)) {
    return true;
  }
  if ('federated' in caller) {
    return stringsOf(entries.Federated).includes(caller.federated);
  }
  return aws.some(entry => isAwsCaller(entry, caller.aws));
}

/**
 * `*` covers every AWS principal. Whether it covers a web identity too is
 * disputed [U]: in a Deny it does here, in an Allow it does not.
 */
function anyoneMatches(statement: PolicyStatement, caller: Caller): boolean {
  return 'aws' in caller || statement.Effect === 'Deny';
}

function isAwsCaller(entry: string, caller: AwsCaller): boolean {
  return (
    entry === caller.arn ||
    entry === caller.roleArn ||
    entry === caller.accountId ||
    // The account delegates to its own identity policies, which this judge
    // does not know and takes as given.
    (/^arn:aws[a-z-]*:iam::\d{12}:root$/.test(entry) &&
      entry.split(':')[4] === caller.accountId)
  );
}
