import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  escTrustPermissions,
  Mapping,
  RESOURCE_TYPE_ESC_TRUST_MAPPING,
} from '@internal/backstage-plugin-esc-trust-common';
import { CallerReader } from './access/CallerReader';
import { Assessor } from './assessment/Assessor';
import { ConfiguredAwsAccounts } from './aws/ConfiguredAwsAccounts';
import { readEscTrustConfig } from './config/readEscTrustConfig';
import { openDatabase, readInstanceId } from './database';
import { DatabaseMappingStore } from './mappings/DatabaseMappingStore';
import { MappingRegistry } from './mappings/MappingRegistry';
import { OperationStore } from './provisioning/OperationStore';
import { OwnRoles } from './provisioning/OwnRoles';
import { Provisioner } from './provisioning/Provisioner';
import { ProvisionPlanner } from './provisioning/ProvisionPlanner';
import { PulumiCloudClient } from './pulumi/PulumiCloudClient';
import { createRouter } from './rest/createRouter';

const mappingResourceRef = createPermissionResourceRef<
  Mapping,
  Record<string, never>
>().with({
  pluginId: 'esc-trust',
  resourceType: RESOURCE_TYPE_ESC_TRUST_MAPPING,
});

/**
 * Stores which Pulumi ESC environment uses which AWS role, provisions the pair
 * and reports whether they fit.
 *
 * @public
 */
export const escTrustPlugin = createBackendPlugin({
  pluginId: 'esc-trust',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        userInfo: coreServices.userInfo,
      },
      async init({
        auditor,
        catalog,
        config: rootConfig,
        database,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        permissions,
        permissionsRegistry,
        userInfo,
      }) {
        const config = readEscTrustConfig(rootConfig);
        const knex = await openDatabase(database);
        const instanceId = await readInstanceId(knex);
        const mappings = new DatabaseMappingStore({ knex });
        const operations = new OperationStore({ knex });
        const pulumi = new PulumiCloudClient({
          organizations: config.organizations,
        });
        const aws = new ConfiguredAwsAccounts({
          accounts: config.accounts,
          credentials: DefaultAwsCredentialsManager.fromConfig(rootConfig),
        });
        const assessor = new Assessor({ pulumi, aws, mappings, config });
        const registry = new MappingRegistry({
          config,
          aws,
          pulumi,
          mappings,
          assessor,
        });
        const ownRoles = new OwnRoles({ knex, instanceId });
        const provisioner = new Provisioner({
          planner: new ProvisionPlanner({
            config,
            instanceId,
            aws,
            pulumi,
            mappings,
            ownRoles,
          }),
          aws,
          pulumi,
          mappings,
          operations,
          ownRoles,
          assessor,
          auditor,
          logger,
        });

        permissionsRegistry.addResourceType({
          resourceRef: mappingResourceRef,
          permissions: escTrustPermissions.filter(permission =>
            isResourcePermission(permission, RESOURCE_TYPE_ESC_TRUST_MAPPING),
          ),
          rules: [],
          getResources: ids => mappings.getMany(ids),
        });
        permissionsRegistry.addPermissions(
          escTrustPermissions.filter(p => !isResourcePermission(p)),
        );
        lifecycle.addShutdownHook(() => provisioner.settle());
        httpRouter.use(
          await createRouter({
            callers: new CallerReader({ httpAuth, userInfo, permissions }),
            catalog,
            auditor,
            mappings,
            registry,
            operations,
            provisioner,
          }),
        );
      },
    });
  },
});
