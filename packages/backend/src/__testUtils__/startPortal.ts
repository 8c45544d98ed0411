import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import {
  CloudSimulator,
  createCloudSimulator,
  loadDemoData,
  serveCloudSimulator,
} from '@internal/cloud-simulator';
import { portalFeatures } from '../portalFeatures';
import { projectFile, readDemoConfig } from './demoConfig';
import { PortalClient } from './PortalClient';
import { unrefTimers } from './unrefTimers';

/** The demo portal's backend as users get it, on ports of its own. */
export interface Portal {
  simulator: CloudSimulator;
  simulatorUrl: string;
  /** Speaks as the guest. */
  client: PortalClient;
  stop(): Promise<void>;
}

/**
 * Starts simulator and backend with the demo's own configuration: real
 * sign-in, tokens, permissions, catalog and scaffolder over HTTP.
 *
 * @param database - the setting `backend.database`
 */
export async function startPortal(database: JsonObject): Promise<Portal> {
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
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: forTest(
          readDemoConfig({
            ESC_TRUST_AWS_ACCESS_KEY_ID: awsCredentials.accessKeyId,
            ESC_TRUST_AWS_SECRET_ACCESS_KEY: awsCredentials.secretAccessKey,
            ESC_TRUST_PULUMI_URL: server.url,
            ESC_TRUST_PULUMI_READ_TOKEN: pulumiTokens.read,
            ESC_TRUST_PULUMI_WRITE_TOKEN: pulumiTokens.write,
            ESC_TRUST_PULUMI_OPEN_TOKEN: pulumiTokens.open,
          }),
          database,
        ),
      }),
      authServiceFactory,
      databaseServiceFactory,
      httpAuthServiceFactory,
      permissionsServiceFactory,
      permissionsRegistryServiceFactory,
      userInfoServiceFactory,
      ...portalFeatures,
    ],
  }).catch(async error => {
    await stopSimulator();
    throw error;
  });
  return {
    simulator,
    simulatorUrl: server.url,
    client: await PortalClient.signInAsGuest(
      `http://localhost:${backend.server.port()}`,
    ),
    async stop() {
      await backend.stop();
      await stopSimulator();
    },
  };
}

/** The same configuration, apart from what depends on where it runs. */
function forTest(config: any, database: JsonObject): JsonObject {
  const { guest } = config.auth.providers;
  return {
    ...config,
    auth: {
      providers: {
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
