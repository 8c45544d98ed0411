import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ApiEntity } from '@backstage/catalog-model';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { openApiDocument } from '@internal/backstage-plugin-esc-trust-common';

const NAME = 'esc-trust';

/** The API of ESC Trust, as the portal that is reached by `baseUrl` serves it. */
function apiEntityOf(baseUrl: string): ApiEntity {
  const location = `url:${baseUrl}/openapi.json`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: {
      name: NAME,
      title: openApiDocument.info.title,
      description: openApiDocument.info.description,
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
      },
    },
    spec: {
      type: 'openapi',
      lifecycle: 'production',
      owner: 'group:default/platform-team',
      definition: JSON.stringify({
        ...openApiDocument,
        servers: [{ url: baseUrl }],
      }),
    },
  };
}

/**
 * Shows the API in the catalog: by a provider, because nobody reads the served
 * document without signing in.
 */
export const apiEntity = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'esc-trust-api',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        discovery: coreServices.discovery,
      },
      async init({ catalog, discovery }) {
        const entity = apiEntityOf(await discovery.getExternalBaseUrl(NAME));
        catalog.addEntityProvider({
          getProviderName: () => 'esc-trust-api',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: [{ entity, locationKey: 'esc-trust-api' }],
            }),
        });
      },
    });
  },
});
