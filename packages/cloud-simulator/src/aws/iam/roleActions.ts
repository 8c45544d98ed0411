import type { Action, SignedCall } from '../action';
import { required } from '../constraints';
import type { SimulatedRole } from '../state/role';
import { pageOf, pageOfMap } from '../wire/paging';
import { checkDescription, checkPath } from './names';
import { roleSummaryXml, roleXml, tagsXml } from './roleXml';
import {
  checkMaxSessionDuration,
  checkTrustPolicyOf,
  createRole,
  deleteRole,
  findModifiableRole,
  findRole,
} from './roles';
import { addTags, checkTags, removeTags } from './tagRules';

const roleOf = ({ account, form }: SignedCall) =>
  findRole(account, form.text('RoleName'));
const modifiable = ({ account, form }: SignedCall) =>
  findModifiableRole(account, form.text('RoleName'));

/** The actions on roles themselves. */
export const roleActions: Record<string, Action<SignedCall>> = {
  CreateRole: ({ account, form }) => {
    const role = createRole(
      account,
      {
        roleName: form.text('RoleName'),
        path: form.text('Path'),
        assumeRolePolicyDocument: form.text('AssumeRolePolicyDocument'),
        description: form.text('Description'),
        maxSessionDuration: form.number('MaxSessionDuration'),
        permissionsBoundary: form.text('PermissionsBoundary'),
        tags: form.records('Tags', ['Key', 'Value']),
      },
      { setUp: false },
    );
    return { Role: { ...roleXml(role), RoleLastUsed: undefined } };
  },
  GetRole: call => ({ Role: roleXml(roleOf(call)) }),
  ListRoles: ({ account, form }) => {
    const prefix = form.text('PathPrefix');
    const { items, more } = pageOf(form, after =>
      rolesUnder(account.rolesByName.entriesAfter(after), prefix),
    );
    return { Roles: items.map(roleSummaryXml), ...more };
  },
  UpdateRole: call => {
    const role = modifiable(call);
    const description = checkDescription(call.form.text('Description'));
    const seconds = call.form.number('MaxSessionDuration');
    if (seconds !== undefined) {
      role.maxSessionDuration = checkMaxSessionDuration(seconds);
    }
    role.description = description ?? role.description;
    return {};
  },
  // Replaces the whole document. There is no compare-and-set: the last writer
  // wins.
  UpdateAssumeRolePolicy: call => {
    const role = modifiable(call);
    role.assumeRolePolicyDocument = checkTrustPolicyOf(
      call.account,
      required(call.form.text('PolicyDocument'), 'policyDocument'),
    );
  },
  DeleteRole: ({ account, form }) => deleteRole(account, form.text('RoleName')),
  TagRole: call =>
    addTags(
      modifiable(call).tags,
      checkTags(call.form.records('Tags', ['Key', 'Value'])),
      'TagsPerRole',
    ),
  UntagRole: call =>
    removeTags(modifiable(call).tags, call.form.list('TagKeys')),
  ListRoleTags: call => {
    const { items, more } = pageOfMap(call.form, roleOf(call).tags);
    return { Tags: tagsXml(new Map(items)), ...more };
  },
};

function* rolesUnder(
  entries: Iterable<[string, SimulatedRole]>,
  pathPrefix: string | undefined,
): Iterable<[string, SimulatedRole]> {
  if (pathPrefix !== undefined && !pathPrefix.startsWith('/')) {
    checkPath(pathPrefix, 'pathPrefix');
  }
  for (const entry of entries) {
    if (entry[1].path.startsWith(pathPrefix ?? '/')) {
      yield entry;
    }
  }
}
