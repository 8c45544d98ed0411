import { RoleDetails } from '@internal/backstage-plugin-esc-trust-common';
import { RoleAccess } from './roleAccess';
import { roleName } from './roleName';

/** What a node of a role's graph stands for. */
export type RoleNode =
  | { kind: 'access'; access: RoleAccess }
  /** Nobody can assume the role. */
  | { kind: 'nobody' }
  /** More of those on the left, or of the permissions. */
  | { kind: 'moreAccess'; count: number }
  | { kind: 'role'; name: string }
  | { kind: 'managed'; name: string; arn: string }
  | { kind: 'inline'; name: string }
  | { kind: 'boundary'; name: string; arn: string }
  | { kind: 'morePermissions'; count: number }
  /** It may do nothing. */
  | { kind: 'noPermissions' }
  /** AWS doesn't tell. */
  | { kind: 'unreadPermissions' };

/** A graph environment → role → permissions. */
export interface RoleGraph {
  nodes: Array<RoleNode & { id: string }>;
  edges: Array<{ from: string; to: string }>;
}

/** More nodes on one side can't be read; the table has all of them. */
const SHOWN = 6;

/**
 * Draws who can assume a role and what that gives them.
 *
 * @param role - the role
 * @param access - everybody, those that matter most first
 * @param unloaded - how many more mappings there are
 */
export function roleGraph(
  role: RoleDetails,
  access: RoleAccess[],
  unloaded: number = 0,
): RoleGraph {
  const sources = capped(
    access
      .filter(one => one.access !== 'fails')
      .map(one => ({ kind: 'access' as const, access: one })),
    unloaded,
  );
  const permissions = permissionsOf(role);
  const named = permissions.filter(({ kind }) => kind !== 'boundary');
  const targets = capped(named, 0);
  const left: RoleNode[] = [
    ...sources.shown,
    ...(sources.more > 0
      ? [{ kind: 'moreAccess' as const, count: sources.more }]
      : []),
  ];
  const right: RoleNode[] = [
    ...targets.shown,
    ...(targets.more > 0
      ? [{ kind: 'morePermissions' as const, count: targets.more }]
      : []),
    // It narrows all others: it is never among those that are left out.
    ...permissions.filter(({ kind }) => kind === 'boundary'),
  ];
  const from = (left.length > 0 ? left : [{ kind: 'nobody' as const }]).map(
    (node, index) => ({ ...node, id: `from-${index}` }),
  );
  const to = right.map((node, index) => ({ ...node, id: `to-${index}` }));
  return {
    nodes: [...from, { kind: 'role', name: role.name, id: 'role' }, ...to],
    edges: [
      ...from
        .filter(({ kind }) => kind !== 'nobody')
        .map(({ id }) => ({ from: id, to: 'role' })),
      ...to.map(({ id }) => ({ from: 'role', to: id })),
    ],
  };
}

/** Whoever is alone beyond the limit is shown instead of a node that says so. */
function capped<T>(items: T[], further: number) {
  const fits = further === 0 && items.length <= SHOWN + 1;
  const shown = fits ? items : items.slice(0, SHOWN);
  return { shown, more: items.length - shown.length + further };
}

function permissionsOf({ live }: RoleDetails): RoleNode[] {
  if (!live) {
    return [{ kind: 'unreadPermissions' }];
  }
  const { managedPolicyArns, inlinePolicies, permissionsBoundaryArn } = live;
  const granted: RoleNode[] = [
    ...managedPolicyArns.map(arn => ({
      kind: 'managed' as const,
      name: roleName(arn),
      arn,
    })),
    ...Object.keys(inlinePolicies).map(name => ({
      kind: 'inline' as const,
      name,
    })),
  ];
  return [
    ...(granted.length > 0 ? granted : [{ kind: 'noPermissions' as const }]),
    ...(permissionsBoundaryArn
      ? [
          {
            kind: 'boundary' as const,
            name: roleName(permissionsBoundaryArn),
            arn: permissionsBoundaryArn,
          },
        ]
      : []),
  ];
}
