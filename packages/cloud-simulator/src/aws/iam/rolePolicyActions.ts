import type { Action, SignedCall } from '../action';
import { pageOfMap } from '../wire/paging';
import { encodeDocument } from '../wire/xml';
import {
  deleteInlinePolicy,
  getInlinePolicy,
  putInlinePolicy,
} from './inlinePolicies';
import { attachPolicy, detachPolicy } from './managedPolicies';
import { checkBoundary, findModifiableRole, findRole } from './roles';

const roleOf = ({ account, form }: SignedCall) =>
  findRole(account, form.text('RoleName'));
const modifiable = ({ account, form }: SignedCall) =>
  findModifiableRole(account, form.text('RoleName'));

/** The actions on what a role may do: its policies and its boundary. */
export const rolePolicyActions: Record<string, Action<SignedCall>> = {
  AttachRolePolicy: call =>
    attachPolicy(call.account, modifiable(call), call.form.text('PolicyArn')),
  DetachRolePolicy: call =>
    detachPolicy(modifiable(call), call.form.text('PolicyArn')),
  ListAttachedRolePolicies: call => {
    const prefix = call.form.text('PathPrefix') ?? '/';
    const attached = [...roleOf(call).attachedPolicies]
      .filter(arn => arn.slice(arn.indexOf('/')).startsWith(prefix))
      .map((arn): [string, string] => [
        arn,
        arn.slice(arn.lastIndexOf('/') + 1),
      ]);
    const { items, more } = pageOfMap(call.form, attached);
    return {
      AttachedPolicies: items.map(([PolicyArn, PolicyName]) => ({
        PolicyName,
        PolicyArn,
      })),
      ...more,
    };
  },
  PutRolePolicy: call =>
    putInlinePolicy(
      modifiable(call),
      call.form.text('PolicyName'),
      call.form.text('PolicyDocument'),
    ),
  GetRolePolicy: call => {
    const role = roleOf(call);
    const policy = getInlinePolicy(role, call.form.text('PolicyName'));
    return {
      RoleName: role.roleName,
      PolicyName: policy.policyName,
      PolicyDocument: encodeDocument(policy.document),
    };
  },
  DeleteRolePolicy: call =>
    deleteInlinePolicy(modifiable(call), call.form.text('PolicyName')),
  ListRolePolicies: call => {
    const { items, more } = pageOfMap(call.form, roleOf(call).inlinePolicies);
    return { PolicyNames: items.map(([name]) => name), ...more };
  },
  PutRolePermissionsBoundary: call => {
    const role = modifiable(call);
    role.permissionsBoundary = checkBoundary(
      call.account,
      call.form.text('PermissionsBoundary'),
    );
  },
  DeleteRolePermissionsBoundary: call => {
    modifiable(call).permissionsBoundary = undefined;
  },
};
