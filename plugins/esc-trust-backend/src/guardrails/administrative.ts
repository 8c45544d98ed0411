import { globMatches } from '@internal/backstage-plugin-esc-trust-common';
import { PermissionStatement, readPermissions } from './permissionsPolicy';
import { policyName, RoleAccount } from './policyArns';

/**
 * Actions by which a role gives itself, or takes from others, any permission
 * they have: on any role or user they are as good as AdministratorAccess.
 */
const ESCALATIONS = [
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreatePolicyVersion',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteUserPermissionsBoundary',
  'iam:PassRole',
  'iam:PutGroupPolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:PutUserPermissionsBoundary',
  'iam:PutUserPolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateLoginProfile',
  'sts:AssumeRole',
].map(action => action.toLocaleLowerCase('en-US'));

/** AWS's policies that are meant for administrators, with or without a suffix. */
const WELL_KNOWN =
  /^(?:AdministratorAccess(?:-.*)?|PowerUserAccess|IAMFullAccess|SystemAdministrator|AWSOrganizationsFullAccess|AWSSSO(?:Master|Member)AccountAdministrator)$/;

/** Whose role a policy is for. */
export interface PolicyHolder extends RoleAccount {
  /** The role's path and name. */
  path: string;
  name: string;
  /** ARNs of the policies that decide what it may do. */
  policyArns: string[];
}

/** Why a managed policy is known to be for administrators, by its name. */
export function administrativeName(arn: string): string | undefined {
  const name = policyName(arn);
  return WELL_KNOWN.test(name)
    ? `${name} is a policy for administrators`
    : undefined;
}

/**
 * Why a policy's document is AdministratorAccess-like, or nothing.
 *
 * @remarks
 * It is when one Allow statement, whatever the others deny and whatever its
 * conditions say,
 *
 * - allows all actions but some (`NotAction`), or
 * - grants actions of every service on resources that any role may be among, or
 * - grants there an action that leads to more permissions (such as
 *   `iam:PassRole`, `iam:PutRolePolicy`, `sts:AssumeRole`).
 *
 * Conditions and Deny statements are not weighed: they can make a policy
 * harmless, but to prove it takes more than a guardrail should do.
 *
 * @returns half a sentence, or what isn't understood in `problem`
 */
export function administrativeDocument(
  document: unknown,
  holder: PolicyHolder,
): { reason?: string; problem?: string } {
  const read = readPermissions(document);
  if ('problem' in read) {
    return { problem: read.problem };
  }
  for (const [index, statement] of read.statements.entries()) {
    const reason = administrativeStatement(statement, holder);
    if (reason) {
      return { reason: `statement ${index + 1} ${reason}` };
    }
  }
  return {};
}

function administrativeStatement(
  statement: PermissionStatement,
  holder: PolicyHolder,
): string | undefined {
  if (statement.effect === 'Deny') {
    return undefined;
  }
  if (statement.notActions) {
    return 'allows all actions but some (NotAction)';
  }
  if (!isWide(statement, holder)) {
    return undefined;
  }
  const every = statement.actions.find(action =>
    /[*?]/.test(action.split(':')[0]),
  );
  if (every !== undefined) {
    return `grants ${every} on resources that aren't narrowed`;
  }
  for (const pattern of statement.actions) {
    const escalation = ESCALATIONS.find(action => globMatches(pattern, action));
    if (escalation !== undefined) {
      return `grants ${pattern}, which leads to more permissions, on resources that aren't narrowed`;
    }
  }
  return undefined;
}

/**
 * Whether any role, user, group or policy of the account may be among the
 * resources, or the role itself, its siblings and its own policies: told by
 * examples that no narrower pattern names.
 */
function isWide(statement: PermissionStatement, holder: PolicyHolder): boolean {
  if (statement.notResources) {
    return true;
  }
  const { partition, accountId, path, name, policyArns } = holder;
  const stranger = 'zq8v-stranger';
  const examples = ['role', 'user', 'group', 'policy']
    .flatMap(type => [`${type}/${stranger}`, `${type}/${stranger}/${stranger}`])
    .concat(`role${path}${stranger}`, `role${path}${name}`)
    .map(resource => `arn:${partition}:iam::${accountId}:${resource}`)
    .concat(policyArns);
  return statement.resources.some(resource => {
    // What a policy variable stands for, whoever uses the role decides.
    const pattern = resource.replace(/\$\{[^}]*\}/g, '*');
    return examples.some(example => globMatches(pattern, example));
  });
}
