import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { Operation } from '@internal/backstage-plugin-esc-trust-common';
import { ProvisioningCheck } from '@internal/backstage-plugin-esc-trust-node';
import { Knex } from 'knex';
import { Assessor } from '../assessment/Assessor';
import { AwsAccounts } from '../aws/AwsAccount';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { DatabaseMappingStore } from '../mappings/DatabaseMappingStore';
import { MappingStore } from '../mappings/MappingStore';
import { PulumiCloud } from '../pulumi/PulumiCloud';
import { Clock } from '../time/Clock';
import { OperationStore } from './journal/OperationStore';
import { operationRules } from './operationRules';
import { OperationRunner } from './OperationRunner';
import { OwnRoles } from './OwnRoles';
import { OperationPlanner } from './planning/OperationPlanner';
import { Provisioner } from './Provisioner';

/** Everything that changes AWS and Pulumi Cloud. */
export interface Provisioning {
  provisioner: Provisioner;
  runner: OperationRunner;
  operations: OperationStore;
}

/** Puts the parts of this room together. */
export function createProvisioning(options: {
  knex: Knex;
  instanceId: string;
  config: EscTrustConfig;
  aws: AwsAccounts;
  pulumi: PulumiCloud;
  mappings: MappingStore;
  assessor: Assessor;
  /** From the extension point. */
  checks: ProvisioningCheck[];
  auditor: AuditorService;
  logger: LoggerService;
  clock: Clock;
  /** Called with an operation that is new or got further; must not wait. */
  onProgress?: (operation: Operation) => void;
  /** Tests give one whose process dies. */
  operations?: OperationStore;
}): Provisioning {
  const { config, operations = new OperationStore(options) } = options;
  const ownRoles = new OwnRoles(options);
  const planner = new OperationPlanner({ ...options, ownRoles });
  const runner = new OperationRunner({
    ...options,
    operations,
    stores: { mappings: options.mappings, ownRoles },
    storesIn: tx => ({
      mappings: new DatabaseMappingStore({
        knex: tx,
        now: () => options.clock.now(),
      }),
      ownRoles: new OwnRoles({ ...options, knex: tx }),
    }),
    rules: operationRules({
      planner,
      provisioning: config.provisioning,
      ownRoles,
    }),
  });
  return {
    provisioner: new Provisioner({ planner, operations, runner }),
    runner,
    operations,
  };
}
