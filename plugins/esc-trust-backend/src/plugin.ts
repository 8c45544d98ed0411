import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import {
  escTrustPermissions,
  RESOURCE_TYPE_ESC_TRUST_MAPPING,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  escTrustMappingRules,
  escTrustProvisioningExtensionPoint,
  mappingResourceRef,
  ProvisioningCheck,
} from '@internal/backstage-plugin-esc-trust-node';
import { CallerReader } from './access/CallerReader';
import { createAssessment } from './assessment/createAssessment';
import { ConfiguredAwsAccounts } from './aws/ConfiguredAwsAccounts';
import { readEscTrustConfig } from './config/readEscTrustConfig';
import { openDatabase, readInstanceId } from './database';
import { DatabaseMappingStore } from './mappings/DatabaseMappingStore';
import { FindingAcceptance } from './mappings/FindingAcceptance';
import { MappingRegistry } from './mappings/MappingRegistry';
import { createProvisioning } from './provisioning/createProvisioning';
import { PulumiCloudClient } from './pulumi/PulumiCloudClient';
import { createRouter } from './rest/createRouter';
import { systemClock } from './time/Clock';
import { Verifier } from './verification/Verifier';

/** How long an operation whose process is gone waits at most for another. */
const RESUME_SECONDS = 15;

/** How long a source that is due waits at most for a replica. */
const ASSESS_SECONDS = 5;

/** How long a shutdown waits for operations and assessments that run. */
const SHUTDOWN_MS = 20_000;

/**
 * Stores which Pulumi ESC environment uses which AWS role, provisions the pair
 * and reports whether they fit.
 *
 * @public
 */
export const escTrustPlugin = createBackendPlugin({
  pluginId: 'esc-trust',
  register(env) {
    const checks: ProvisioningCheck[] = [];
    env.registerExtensionPoint(escTrustProvisioningExtensionPoint, {
      addGuardrail: check => checks.push(check),
    });
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
        scheduler: coreServices.scheduler,
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
        scheduler,
        userInfo,
      }) {
        const config = readEscTrustConfig(rootConfig);
        const knex = await openDatabase(database);
        const instanceId = await readInstanceId(knex);
        const clock = systemClock;
        const mappings = new DatabaseMappingStore({ knex });
        const pulumi = new PulumiCloudClient({
          organizations: config.organizations,
        });
        const aws = new ConfiguredAwsAccounts({
          accounts: config.accounts,
          credentials: DefaultAwsCredentialsManager.fromConfig(rootConfig),
          listTimeoutMs: config.assessment.callTimeoutMs,
        });
        const { assessor, worker, sources, configureSources } =
          createAssessment({
            knex,
            config,
            aws,
            pulumi,
            mappings,
            logger,
            clock,
          });
        await configureSources();
        const registry = new MappingRegistry({
          config,
          aws,
          pulumi,
          mappings,
          assessor,
        });
        const acceptance = new FindingAcceptance({
          mappings,
          registry,
          clock,
          logger,
        });
        const verifier = new Verifier({
          config,
          pulumi,
          mappings,
          assessor,
          clock,
        });
        const { provisioner, runner, operations } = createProvisioning({
          knex,
          instanceId,
          config,
          aws,
          pulumi,
          mappings,
          assessor,
          checks,
          auditor,
          logger,
          clock,
        });
        // Each replica looks for operations whose process is gone.
        await scheduler.scheduleTask({
          id: 'resume-operations',
          scope: 'local',
          frequency: { seconds: RESUME_SECONDS },
          timeout: { minutes: 1 },
          fn: async () => {
            await runner.resume();
          },
        });
        // So does each for accounts that are due; one makes sure now and then
        // that those are the configured ones.
        await scheduler.scheduleTask({
          id: 'assess-sources',
          scope: 'local',
          frequency: { seconds: ASSESS_SECONDS },
          timeout: { minutes: 1 },
          fn: () => worker.poll(),
        });
        await scheduler.scheduleTask({
          id: 'configure-sources',
          scope: 'global',
          frequency: { hours: 1 },
          timeout: { minutes: 1 },
          fn: configureSources,
        });

        await scheduler.scheduleTask({
          id: 'expire-acceptances',
          scope: 'global',
          frequency: { minutes: 1 },
          timeout: { minutes: 5 },
          fn: () => acceptance.expire(),
        });

        permissionsRegistry.addResourceType({
          resourceRef: mappingResourceRef,
          permissions: escTrustPermissions.filter(permission =>
            isResourcePermission(permission, RESOURCE_TYPE_ESC_TRUST_MAPPING),
          ),
          rules: Object.values(escTrustMappingRules),
          getResources: ids => mappings.getMany(ids),
        });
        permissionsRegistry.addPermissions(
          escTrustPermissions.filter(p => !isResourcePermission(p)),
        );
        // What doesn't end in time is gone on with by another replica, or later.
        lifecycle.addShutdownHook(async () => {
          const patience = new AbortController();
          const ended = Promise.all([runner.settle(), worker.stop()]);
          const waited = clock
            .wait(SHUTDOWN_MS, patience.signal)
            .catch(() => {});
          await Promise.race([ended, waited]);
          patience.abort();
        });
        httpRouter.use(
          await createRouter({
            callers: new CallerReader({
              httpAuth,
              userInfo,
              permissions,
              toFilter: createConditionTransformer(
                permissionsRegistry.getPermissionRuleset(mappingResourceRef),
              ),
            }),
            catalog,
            auditor,
            mappings,
            registry,
            acceptance,
            sources,
            verifier,
            config,
            operations,
            provisioner,
          }),
        );
      },
    });
  },
});
