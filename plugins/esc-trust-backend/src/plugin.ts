import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
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
import { ReadableNames } from './access/ReadableNames';
import { registerActions } from './actions/registerActions';
import { Nudges } from './announcements/Nudges';
import { scheduleAnnouncements } from './announcements/scheduleAnnouncements';
import { createAssessment } from './assessment/createAssessment';
import { subscribeToEvents } from './assessment/events/subscribeToEvents';
import { readCallerAccounts } from './aws/callerAccounts';
import { ConfiguredAwsAccounts } from './aws/ConfiguredAwsAccounts';
import { readEscTrustConfig } from './config/readEscTrustConfig';
import { openDatabase, readInstanceId } from './database';
import { EnvironmentInspector } from './inspection/EnvironmentInspector';
import { RoleInspector } from './inspection/RoleInspector';
import { DatabaseMappingStore } from './mappings/DatabaseMappingStore';
import { FindingAcceptance } from './mappings/FindingAcceptance';
import { MappingRegistry } from './mappings/MappingRegistry';
import { createMetrics } from './metrics/createMetrics';
import { observeState } from './metrics/observeState';
import { createProvisioning } from './provisioning/createProvisioning';
import { PulumiCloudClient } from './pulumi/PulumiCloudClient';
import { createRouter, RouterOptions } from './rest/createRouter';
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
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metricsService: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init({
        actionsRegistry,
        auditor,
        catalog,
        config: rootConfig,
        database,
        events,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        metricsService,
        notifications,
        permissions,
        permissionsRegistry,
        scheduler,
        signals,
        userInfo,
      }) {
        const config = readEscTrustConfig(rootConfig);
        const knex = await openDatabase(database);
        const instanceId = await readInstanceId(knex);
        const clock = systemClock;
        const nudges = new Nudges({ signals, logger });
        const metrics = createMetrics(metricsService);
        observeState({ service: metricsService, knex, clock });
        const mappings = new DatabaseMappingStore({ knex });
        const pulumi = new PulumiCloudClient({
          organizations: config.organizations,
          metrics,
        });
        const aws = new ConfiguredAwsAccounts({
          accounts: config.accounts,
          credentials: DefaultAwsCredentialsManager.fromConfig(rootConfig),
          listTimeoutMs: config.assessment.callTimeoutMs,
          metrics,
        });
        const { assessor, worker, eventWorker, sources, configureSources } =
          createAssessment({
            knex,
            config,
            aws,
            pulumi,
            mappings,
            callerOf: readCallerAccounts(rootConfig),
            metrics,
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
          sources,
          clock,
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
          onProgress: operation => {
            nudges.operation(operation);
            // A mapping may have come or gone, of which there is no history.
            if (operation.state === 'succeeded') {
              nudges.mappings();
            }
          },
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
          id: 'assess-touched',
          scope: 'local',
          frequency: { seconds: ASSESS_SECONDS },
          timeout: { minutes: 1 },
          fn: () => eventWorker.poll(),
        });
        await subscribeToEvents({
          config,
          events,
          worker: eventWorker,
          logger,
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
        const announcer = await scheduleAnnouncements({
          knex,
          config,
          scheduler,
          events,
          notifications,
          metrics,
          clock,
          logger,
          onChanges: () => nudges.mappings(),
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
          const ended = Promise.all([
            runner.settle(),
            worker.stop(),
            eventWorker.stop(),
            announcer.stop(),
          ]);
          const waited = clock
            .wait(SHUTDOWN_MS, patience.signal)
            .catch(() => {});
          await Promise.race([ended, waited]);
          patience.abort();
        });
        const names = new ReadableNames({ knex });
        const inspected = { knex, config, aws, pulumi, mappings, names };
        const routes: RouterOptions = {
          names,
          environments: new EnvironmentInspector(inspected),
          roles: new RoleInspector(inspected),
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
          onChanges: () => nudges.mappings(),
        };
        httpRouter.use(await createRouter(routes));
        registerActions(actionsRegistry, routes);
      },
    });
  },
});
