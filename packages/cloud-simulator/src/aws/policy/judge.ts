import { conditionHolds, NotUnderstood } from './conditions';
import { RequestContext } from './context';
import type { PolicyDocument, PolicyStatement } from './document';
import { parsePolicy, statementsOf, stringsOf } from './document';
import type { AwsCaller, Caller } from './principals';
import { principalMatches } from './principals';
import { webIdentityKeys } from './webIdentityKeys';
import { matchesWildcards } from './wildcards';

/**
 * One concrete request to assume a role, with everything that STS knows.
 *
 * @public
 */
export interface TrustRequest {
  /** ARN of the identity provider that vouches for the caller. */
  federated?: string;
  /** The AWS principal that calls, for sts:AssumeRole. */
  aws?: AwsCaller;
  /** Default: sts:AssumeRoleWithWebIdentity, or sts:AssumeRole for `aws`. */
  action?: string;
  /** Claims of the token by name: `aud`, `sub`, … */
  claims?: Record<string, string | string[]>;
  /** Further condition keys by full name: `aws:SourceIp`, … */
  context?: Record<string, string | string[] | undefined>;
}

/**
 * Judges a trust policy for one concrete request: an explicit deny wins, and
 * nothing is allowed that no statement allows. A document that can't be read
 * allows nothing.
 *
 * @public
 */
export function judgeTrustPolicy(
  policy: string | object,
  request: TrustRequest,
): 'allow' | 'deny' {
  const document =
    typeof policy === 'string'
      ? parsePolicy(policy)
      : (policy as PolicyDocument);
  const caller = callerOf(request);
  if (!document || !caller) {
    return 'deny';
  }
  const action =
    request.action ??
    ('aws' in caller ? 'sts:AssumeRole' : 'sts:AssumeRoleWithWebIdentity');
  const context = new RequestContext({
    ...('federated' in caller
      ? webIdentityKeys(caller.federated, request.claims ?? {})
      : {}),
    ...request.context,
  });
  let allowed = false;
  for (const statement of statementsOf(document)) {
    if (applies(statement, document, caller, action, context)) {
      if (statement.Effect === 'Deny') {
        return 'deny';
      }
      allowed ||= statement.Effect === 'Allow';
    }
  }
  return allowed ? 'allow' : 'deny';
}

function callerOf(request: TrustRequest): Caller | undefined {
  if (request.federated !== undefined) {
    return { federated: request.federated };
  }
  return request.aws && { aws: request.aws };
}

function applies(
  statement: PolicyStatement,
  document: PolicyDocument,
  caller: Caller,
  action: string,
  context: RequestContext,
): boolean {
  if (!principalMatches(statement, caller) || !covers(statement, action)) {
    return false;
  }
  try {
    const version =
      typeof document.Version === 'string' ? document.Version : undefined;
    return conditionHolds(statement.Condition, version, context);
  } catch (error) {
    if (error instanceof NotUnderstood) {
      // AWS would not have stored it. Fail closed.
      return statement.Effect === 'Deny';
    }
    throw error;
  }
}

/** Action names are case-insensitive; NotAction is everything not listed. */
function covers(statement: PolicyStatement, action: string): boolean {
  const listed = (patterns: unknown) =>
    stringsOf(patterns).some(pattern =>
      matchesWildcards(action.toLowerCase(), pattern.toLowerCase()),
    );
  return statement.Action !== undefined
    ? listed(statement.Action)
    : statement.NotAction !== undefined && !listed(statement.NotAction);
}
