import { usePermission } from '@backstage/plugin-permission-react';
import {
  escTrustMappingAssessPermission,
  escTrustMappingDeletePermission,
  escTrustMappingUpdatePermission,
  escTrustMappingVerifyPermission,
  escTrustRoleDeprovisionPermission,
  escTrustRoleRepairPermission,
} from '@internal/backstage-plugin-esc-trust-common';
import { MappingPermissions } from '../model/mapping/offeredActions';

/**
 * What the user has permission for; nothing as long as that isn't known.
 *
 * @param mappingId - of the mapping
 */
export function useMappingPermissions(mappingId: string): MappingPermissions {
  const resourceRef = mappingId;
  const assess = usePermission({
    permission: escTrustMappingAssessPermission,
    resourceRef,
  });
  const verify = usePermission({
    permission: escTrustMappingVerifyPermission,
    resourceRef,
  });
  const update = usePermission({
    permission: escTrustMappingUpdatePermission,
    resourceRef,
  });
  const forget = usePermission({
    permission: escTrustMappingDeletePermission,
    resourceRef,
  });
  const repair = usePermission({ permission: escTrustRoleRepairPermission });
  const deprovision = usePermission({
    permission: escTrustRoleDeprovisionPermission,
  });
  return {
    assess: assess.allowed,
    verify: verify.allowed,
    repair: repair.allowed,
    deprovision: deprovision.allowed,
    delete: forget.allowed,
    update: update.allowed,
  };
}
