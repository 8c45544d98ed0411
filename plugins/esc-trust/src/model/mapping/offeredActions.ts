import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { isRemovable, isRepairable } from '../operations/operationPhase';

/** What can be done about a mapping. */
export type MappingAction =
  | 'assess'
  | 'verify'
  | 'repair'
  | 'remove'
  | 'forget'
  | 'ignore'
  | 'unignore';

/** What the user has permission for. */
export interface MappingPermissions {
  assess: boolean;
  verify: boolean;
  repair: boolean;
  deprovision: boolean;
  delete: boolean;
  update: boolean;
}

/**
 * What is offered: what makes sense for the mapping, of what the user has
 * permission for. Whose side is whose the backend knows, and says when it refuses.
 *
 * @param mapping - the mapping
 * @param may - what the user has permission for
 */
export function offeredActions(
  mapping: Mapping,
  may: MappingPermissions,
): ReadonlySet<MappingAction> {
  const isDiscovered = mapping.source === 'discovered';
  const offers: Record<MappingAction, boolean> = {
    assess: may.assess,
    // Nobody could say that the environment of a mapping without an owner is theirs.
    verify: may.verify && Boolean(mapping.ownerRef),
    repair: may.repair && isRepairable(mapping),
    remove: may.deprovision && isRemovable(mapping),
    // What was provisioned is removed: forgotten, its role would be nobody's.
    forget: may.delete && mapping.source !== 'provisioned',
    ignore: may.update && isDiscovered && !mapping.ignored,
    unignore: may.update && isDiscovered && Boolean(mapping.ignored),
  };
  return new Set(
    (Object.keys(offers) as MappingAction[]).filter(action => offers[action]),
  );
}
