import { checkText, required } from '../constraints';
import { limitExceeded, malformedPolicy } from '../errors';
import type { PolicyStatement } from '../policy/document';
import { significantLength, statementsOf, stringsOf } from '../policy/document';
import { checkGrammar } from '../policy/writeRules';
import { matchesWildcards } from '../policy/wildcards';
import { checkSharedIssuers } from './sharedIssuers';

/** How strictly a trust policy is taken, and what it may refer to. */
export interface TrustPolicyScope {
  maxLength: number;
  /** Leaves out the control that came later: see `checkSharedIssuers`. */
  asOlderAws?: boolean;
  /** Whether the AWS principal exists, as far as anybody here can know. */
  principalExists(arn: string): boolean;
}

/** Refuses a trust policy that AWS would refuse to store. */
export function checkTrustPolicy(
  text: string | undefined,
  scope: TrustPolicyScope,
): string {
  const field = 'assumeRolePolicyDocument';
  const document = checkText(required(text, field), field, {
    min: 1,
    max: 131072,
    pattern: /^[\t\n\r\x20-\xff]*$/,
  });
  const statements = statementsOf(checkGrammar(document));
  for (const statement of statements) {
    checkElements(statement);
    checkActions(statement);
    checkPrincipals(statement, scope);
  }
  if (!scope.asOlderAws) {
    checkSharedIssuers(statements);
  }
  if (significantLength(document) > scope.maxLength) {
    throw limitExceeded('ACLSizePerRole', scope.maxLength);
  }
  return document;
}

function checkElements(statement: PolicyStatement): void {
  if (statement.NotPrincipal !== undefined) {
    throw malformedPolicy(
      'AssumeRole policy must not contain NotPrincipal field.',
    );
  }
  for (const field of ['Resource', 'NotResource']) {
    if (statement[field] !== undefined) {
      throw malformedPolicy(`Has prohibited field ${field}`);
    }
  }
  if (statement.Principal === undefined) {
    throw malformedPolicy('Missing required field Principal');
  }
}

const assumeActions = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
];

/**
 * A wildcard has to stay within STS. That `sts:GetCallerIdentity` and other
 * actions without a role are refused too is inferred from the sentence [U].
 */
function checkActions(statement: PolicyStatement): void {
  for (const action of stringsOf(statement.Action ?? statement.NotAction)) {
    const pattern = action.toLowerCase();
    if (
      !pattern.startsWith('sts:') ||
      !assumeActions.some(known => matchesWildcards(known, pattern))
    ) {
      throw malformedPolicy(
        'AssumeRole policy may only specify STS AssumeRole actions.',
      );
    }
  }
}

function checkPrincipals(
  { Principal: principal }: PolicyStatement,
  scope: TrustPolicyScope,
): void {
  if (
    typeof principal !== 'object' ||
    principal === null ||
    Array.isArray(principal)
  ) {
    throw malformedPolicy('Principal must be a JSON object.');
  }
  const kinds = Object.entries(principal);
  if (kinds.length === 0) {
    throw malformedPolicy('Missing required field Principal');
  }
  for (const [kind, names] of kinds) {
    const list = stringsOf(names);
    if (list.length === 0 || list.length !== [names].flat().length) {
      throw malformedPolicy(`Invalid principal in policy: "${kind}"`);
    }
    list.forEach(name => checkPrincipal(kind, name, scope));
  }
}

const domainName = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const federatedArn =
  /^arn:aws[a-z-]*:iam::\d{12}:(oidc-provider|saml-provider)\/[^*?]+$/;

function checkPrincipal(
  kind: string,
  name: string,
  scope: TrustPolicyScope,
): void {
  if (kind === 'Federated') {
    // Whether the provider exists is not asked: it may be made later. The
    // sentence is AWS's for an ill-formed one, as far as known [U].
    if (!federatedArn.test(name) && !domainName.test(name)) {
      throw malformedPolicy(
        'Federated principals must be valid domain names or SAML metadata ARNs',
      );
    }
  } else if (kind === 'AWS') {
    const named = /^arn:aws[a-z-]*:(iam|sts)::\d{12}:[^*?]+$/.test(name);
    if (
      name !== '*' &&
      !/^\d{12}$/.test(name) &&
      !(named && scope.principalExists(name))
    ) {
      throw malformedPolicy(`Invalid principal in policy: "AWS":"${name}"`);
    }
  } else if (kind === 'Service') {
    if (!domainName.test(name)) {
      throw malformedPolicy(`Invalid principal in policy: "SERVICE":"${name}"`);
    }
  } else {
    throw malformedPolicy(`Invalid principal in policy: "${kind}":"${name}"`);
  }
}
