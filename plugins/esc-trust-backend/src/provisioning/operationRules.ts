import { ProvisioningConfig } from '../config/readProvisioningConfig';
import { checkEnvironment, checkRole, checkRoleOwner } from './checkObserved';
import { checkEnvironmentOfRemoval, checkRoleOfRemoval } from './checkRemoval';
import { OperationRules } from './OperationRunner';
import { OwnRoles } from './OwnRoles';
import { managedPolicyReader } from './managedPolicyReader';
import { PlanChangedError } from './PlanChangedError';
import { OperationPlanner } from './planning/OperationPlanner';

/**
 * What running operations must heed: what was true when they were planned is
 * asked again of everything that they read, as the caller that they were
 * authorized for.
 */
export function operationRules(options: {
  planner: OperationPlanner;
  provisioning: ProvisioningConfig;
  ownRoles: OwnRoles;
}): OperationRules {
  const { planner, provisioning, ownRoles } = options;
  return {
    async checkBefore({ operation, request, caller }) {
      // Between the plan and the locks somebody else may have written.
      const { plan } = await planner.prepare(request, caller);
      if (plan.planDigest !== operation.planDigest) {
        throw new PlanChangedError(plan);
      }
    },

    guardBackOf({ desired, caller }) {
      const one = { caller, desired, ownRoles };
      return {
        environment: state => checkEnvironmentOfRemoval(one, state),
        // A role that is being adopted isn't ours any more once its tags are
        // taken back: then its ARN alone tells.
        role: async state => {
          const isOurs = await ownRoles.ownerOf(state);
          if (isOurs || !desired.adoptsRole) {
            await checkRoleOwner(one, state);
          }
        },
      };
    },

    guardOf({ operation, desired, caller }, reader, portalRoleNames) {
      const one = {
        caller,
        desired,
        provisioning,
        ownRoles,
        getManagedPolicy: managedPolicyReader(reader),
        portalRoleNames,
      };
      return operation.kind === 'deprovision'
        ? {
            environment: state => checkEnvironmentOfRemoval(one, state),
            role: state => checkRoleOfRemoval(one, state),
          }
        : {
            environment: state => checkEnvironment(one, state),
            role: state => checkRole(one, state),
          };
    },
  };
}
