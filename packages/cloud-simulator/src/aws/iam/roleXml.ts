import type { SimulatedRole } from '../state/role';
import type { XmlValue } from '../wire/xml';
import { encodeDocument } from '../wire/xml';

/** What every answer about a role holds. */
export function roleSummaryXml(role: SimulatedRole): Record<string, XmlValue> {
  return {
    Path: role.path,
    RoleName: role.roleName,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: role.createDate,
    AssumeRolePolicyDocument: encodeDocument(role.assumeRolePolicyDocument),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
  };
}

/** All of a role. ListRoles leaves out what is added here. */
export function roleXml(role: SimulatedRole): Record<string, XmlValue> {
  return {
    ...roleSummaryXml(role),
    PermissionsBoundary: role.permissionsBoundary && {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: role.permissionsBoundary,
    },
    Tags: role.tags.size > 0 ? tagsXml(role.tags) : undefined,
    RoleLastUsed: role.lastUsed
      ? { LastUsedDate: role.lastUsed.at, Region: role.lastUsed.region }
      : {},
  };
}

/** Tags as members with key and value. */
export function tagsXml(tags: Map<string, string>): XmlValue {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}
