import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { eventsExtensionPoint } from '@backstage/plugin-events-node/alpha';
import { escTrustPulumiTopic } from '@internal/backstage-plugin-esc-trust-node';
import { requireSignature } from './requireSignature';

/**
 * Lets the events backend take Pulumi Cloud's webhooks of each organization that
 * has a `webhookSecret`; without one there is nothing to post to.
 *
 * @public
 */
export const eventsModuleEscTrust = createBackendModule({
  pluginId: 'events',
  moduleId: 'esc-trust',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        events: eventsExtensionPoint,
      },
      async init({ config, events }) {
        const organizations =
          config.getOptionalConfigArray('escTrust.organizations') ?? [];
        for (const organization of organizations) {
          const secret = organization.getOptionalString('webhookSecret');
          if (secret) {
            events.addHttpPostIngress({
              topic: escTrustPulumiTopic(organization.getString('name')),
              validator: requireSignature(secret),
            });
          }
        }
      },
    });
  },
});
