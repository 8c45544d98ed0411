import { useApi } from '@backstage/frontend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { escTrustMappingAssessPermission } from '@internal/backstage-plugin-esc-trust-common';
import { useCallback } from 'react';
import { useLatest } from './useLatest';

/** As many are asked about before it is said that none may be assessed. */
const ASKED_ABOUT = 5;

/**
 * Whether the user may assess any of these mappings.
 *
 * @remarks
 * Mostly it's all or none, so mostly one question answers it. What it misses the
 * backend says about each mapping that is assessed.
 *
 * @returns undefined while that isn't known
 */
export function useMayAssess(
  mappingIds: readonly string[],
): boolean | undefined {
  const permissionApi = useApi(permissionApiRef);
  const asked = JSON.stringify(mappingIds.slice(0, ASKED_ABOUT));
  const { value, isOld, error } = useLatest(
    useCallback(async () => {
      for (const resourceRef of JSON.parse(asked) as string[]) {
        const { result } = await permissionApi.authorize({
          permission: escTrustMappingAssessPermission,
          resourceRef,
        });
        if (result === AuthorizeResult.ALLOW) {
          return { mayAssess: true };
        }
      }
      return { mayAssess: false };
    }, [permissionApi, asked]),
  );
  if (error) {
    return false;
  }
  // One that may be assessed stays so while more are selected.
  return isOld && !value?.mayAssess ? undefined : value?.mayAssess;
}
