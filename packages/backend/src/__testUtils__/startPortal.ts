import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import {
  BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { JsonObject } from '@backstage/types';
import {
  CloudSimulator,
  createCloudSimulator,
  DemoData,
  loadDemoData,
  serveCloudSimulator,
} from '@internal/cloud-simulator';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { portalFeatures } from '../portalFeatures';
import { teamsOnlyPolicy } from '../teamsOnlyPolicy';
import { projectFile, readDemoConfig } from './demoConfig';
import { PortalClient } from './PortalClient';
import { unrefTimers } from './unrefTimers';

/** The demo portal's backend as users get it, on ports of its own. */
export interface Portal {
  simulator: CloudSimulator;
  simulatorUrl: string;
  /** Where the backend listens. */
  url: string;
  /** What the portal signs in to Pulumi Cloud with. */
  pulumiTokens: DemoData['pulumiTokens'];
  /** Speaks as the guest. */
  client: PortalClient;
  /** Signs another user of the catalog in. */
  signIn(userRef: string): Promise<PortalClient>;
  stop(): Promise<void>;
}

/**
 * Starts simulator and backend with the demo's own configuration: real
 * sign-in, tokens, permissions, catalog and scaffolder over HTTP.
 *
 * @param database - the setting `backend.database`
 * @param options - templates beside the demo's, who else may provision, a
 *   permission policy, and features that are there beside or instead of the
 *   demo's
 */
export async function startPortal(
  database: JsonObject,
  options: {
    templates?: JsonObject[];
    allow?: JsonObject[];
    /** Instead of the demo's. */
    policy?: PermissionPolicy;
    features?: BackendFeature[];
    without?: BackendFeature[];
  } = {},
): Promise<Portal> {
  const simulator = createCloudSimulator();
  const { awsCredentials, pulumiTokens } = loadDemoData(simulator);
  const server = await serveCloudSimulator(simulator);

  const environment = process.env;
  process.env = { ...environment };
  const refTimers = unrefTimers();
  const stopSimulator = async () => {
    refTimers();
    process.env = environment;
    await server.close();
  };
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: server.url,
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  const directory = mkdtempSync(join(tmpdir(), 'esc-trust-portal-'));
  const templates = join(directory, 'templates.yaml');
  writeFileSync(
    templates,
    (options.templates ?? [])
      .map(template => stringify(template))
      .join('---\n'),
  );
  const config = forTest(
    readDemoConfig({
      ESC_TRUST_AWS_ACCESS_KEY_ID: awsCredentials.accessKeyId,
      ESC_TRUST_AWS_SECRET_ACCESS_KEY: awsCredentials.secretAccessKey,
      ESC_TRUST_PULUMI_URL: server.url,
      ESC_TRUST_PULUMI_READ_TOKEN: pulumiTokens.read,
      ESC_TRUST_PULUMI_WRITE_TOKEN: pulumiTokens.write,
      ESC_TRUST_PULUMI_OPEN_TOKEN: pulumiTokens.open,
    }),
    database,
  );
  config.catalog.locations.push({ type: 'file', target: templates });
  config.escTrust.provisioning.allow.push(...(options.allow ?? []));
  const { policy, features = [], without = [] } = options;
  const left = policy ? [...without, teamsOnlyPolicy] : without;
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data: config }),
      authServiceFactory,
      databaseServiceFactory,
      eventsServiceFactory,
      httpAuthServiceFactory,
      permissionsServiceFactory,
      permissionsRegistryServiceFactory,
      userInfoServiceFactory,
      ...portalFeatures.filter(feature => !left.includes(feature)),
      ...(policy ? [moduleOf(policy)] : []),
      ...features,
    ],
  }).catch(async error => {
    await stopSimulator();
    throw error;
  });
  const { guest } = config.auth.providers;
  const url = `http://localhost:${backend.server.port()}`;
  const signIn = (userRef: string) => {
    // The guest provider looks it up at each sign-in.
    guest.userEntityRef = userRef;
    return PortalClient.signIn(url);
  };
  return {
    simulator,
    simulatorUrl: server.url,
    url,
    pulumiTokens,
    client: await signIn(guest.userEntityRef),
    signIn,
    async stop() {
      // Whoever waits for events does so for a minute, and the server for them.
      backend.server.closeAllConnections();
      await backend.stop();
      rmSync(directory, { recursive: true });
      await stopSimulator();
    },
  };
}

function moduleOf(policy: PermissionPolicy) {
  return createBackendModule({
    pluginId: 'permission',
    moduleId: 'test-policy',
    register(env) {
      env.registerInit({
        deps: { policies: policyExtensionPoint },
        async init({ policies }) {
          policies.setPolicy(policy);
        },
      });
    },
  });
}

/** The same configuration, apart from what depends on where it runs. */
function forTest(config: any, database: JsonObject): any {
  const { guest, ...others } = config.auth.providers;
  return {
    ...config,
    auth: {
      providers: {
        ...others,
        guest: { ...guest, dangerouslyAllowOutsideDevelopment: true },
      },
    },
    backend: { ...config.backend, database },
    catalog: {
      ...config.catalog,
      locations: config.catalog.locations.map((location: JsonObject) => ({
        ...location,
        target: projectFile(`packages/backend/${location.target}`),
      })),
    },
  };
}
