import { Outcome } from './conditions';
import { globMatches } from './glob';
import { PolicyStatement } from './types';

/** The call by which Pulumi Cloud turns a token into credentials. */
export const WEB_IDENTITY_ACTION = 'sts:AssumeRoleWithWebIdentity';

/** Every call that assumes a role. */
const ASSUME_ACTIONS = [
  WEB_IDENTITY_ACTION,
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
];

/** Action names are case-insensitive; `*` and `?` are wildcards. */
export function coversAction(
  statement: PolicyStatement,
  action: string,
): boolean {
  const named = (patterns: string[]) =>
    patterns.some(
      pattern =>
        pattern === action ||
        globMatches(pattern.toLowerCase(), action.toLowerCase()),
    );
  return statement.actions
    ? named(statement.actions)
    : !named(statement.notActions ?? []);
}

/** Whether a statement covers any of the calls that assume a role. */
export function coversAssumption(statement: PolicyStatement): boolean {
  return (
    ASSUME_ACTIONS.some(action => coversAction(statement, action)) ||
    // A call that AWS adds one day is no reason to overlook its statement.
    Boolean(statement.actions?.some(a => /^sts:assume/i.test(a)))
  );
}

/** Whether a statement names everybody, of whatever kind. */
export function namesAnyone({ principal }: PolicyStatement): boolean {
  return (
    principal.anyone ||
    principal.aws.includes('*') ||
    principal.federated.includes('*')
  );
}

/**
 * Whether a statement speaks of callers that an identity provider vouches for.
 *
 * @remarks
 * Whether `*` covers web identities is disputed: in a Deny it is taken to, in
 * an Allow it stays unknown [unverified]. The invalid `Federated: *`, and an
 * ARN that differs only in case, stay unknown in both [unverified]. Other ARNs
 * are compared exactly.
 */
export function coversPrincipal(
  statement: PolicyStatement,
  identityProvider: string,
): Outcome {
  const { federated, aws, anyone } = statement.principal;
  if (federated.includes(identityProvider)) {
    return 'yes';
  }
  if (anyone || aws.includes('*')) {
    return statement.effect === 'Deny' ? 'yes' : 'unknown';
  }
  return federated.some(
    arn => arn === '*' || arn.toLowerCase() === identityProvider.toLowerCase(),
  )
    ? 'unknown'
    : 'no';
}
