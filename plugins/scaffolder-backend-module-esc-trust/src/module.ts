import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { EscTrustClient } from '@internal/backstage-plugin-esc-trust-common';
import { createActions } from './actions';

/**
 * Adds the template actions of ESC Trust to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleEscTrust = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'esc-trust',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        actions: scaffolderActionsExtensionPoint,
      },
      async init({ auth, discovery, actions }) {
        const client = new EscTrustClient({ discoveryApi: discovery });
        actions.addActions(...createActions({ auth, client }));
      },
    });
  },
});
