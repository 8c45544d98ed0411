import { createAssessMappingAction } from './assessMapping';
import { createDeprovisionRoleAction } from './deprovisionRole';
import { createProvisionRoleAction } from './provisionRole';
import { createRepairRoleAction } from './repairRole';
import { ActionOptions } from './shared/UserApi';
import { createVerifyMappingAction } from './verifyMapping';

/** Creates every template action. */
export function createActions(options: ActionOptions) {
  return [
    createProvisionRoleAction(options),
    createRepairRoleAction(options),
    createDeprovisionRoleAction(options),
    createAssessMappingAction(options),
    createVerifyMappingAction(options),
  ];
}
