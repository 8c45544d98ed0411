import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

const ID = 'visitor';

/**
 * Signs in a second user beside the guest, so that the demo can be seen by
 * somebody who may see nothing of it. The user is `userEntityRef` of
 * `auth.providers.visitor`.
 *
 * @remarks
 * Nobody proves who they are here: it works only where guests come in, too.
 */
export const visitorProvider = createBackendModule({
  pluginId: 'auth',
  moduleId: 'visitor-provider',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        const isOpen =
          process.env.NODE_ENV === 'development' ||
          config.getOptionalBoolean(
            'auth.providers.guest.dangerouslyAllowOutsideDevelopment',
          ) === true;
        const entityRef = config.getOptionalString(
          `auth.providers.${ID}.userEntityRef`,
        );
        providers.registerProvider({
          providerId: ID,
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize: () => undefined,
              async authenticate() {
                if (!isOpen) {
                  throw new NotAllowedError(
                    'Visitors can’t sign in outside development',
                  );
                }
                return { result: {} };
              },
            }),
            signInResolver: async (_, context) => {
              if (!entityRef) {
                throw new NotAllowedError('No user is configured for visitors');
              }
              return context.signInWithCatalogUser({ entityRef });
            },
          }),
        });
      },
    });
  },
});
