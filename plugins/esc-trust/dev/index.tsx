import { Entity } from '@backstage/catalog-model';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  createRouteRef,
  createSubRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  PermissionApi,
  permissionApiRef,
} from '@backstage/plugin-permission-react';
import {
  ESC_ENVIRONMENTS_ANNOTATION,
  EscTrustApi,
} from '@internal/backstage-plugin-esc-trust-common';
import { RiShieldKeyholeLine } from '@remixicon/react';
import { escTrustApiRef } from '../src';
import escTrustPlugin from '../src/alpha';
import { EntityEscTrustCard } from '../src/components/EntityEscTrustCard';
import { DevEscTrustApi } from './DevEscTrustApi';
import styles from './dev.module.css';

const STATES = [
  'every-status',
  'many',
  'repair',
  'assess',
  'annotated',
  'long',
  'empty',
  'loading',
  'denied',
  'failing',
];

function exampleEntity(name: string): Entity {
  const annotations: Record<string, string> =
    name === 'annotated'
      ? {
          [ESC_ENVIRONMENTS_ANNOTATION]:
            'acme/payments/prod, acme/payments/new, payments-new',
        }
      : {};
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
  };
}

const examplesPage = PageBlueprint.make({
  params: {
    path: '/',
    title: 'Card',
    icon: <RiShieldKeyholeLine />,
    routeRef: createRouteRef(),
    loader: async () => (
      <div className={styles.examples}>
        {STATES.map(name => (
          <section key={name} id={name}>
            <EntityProvider entity={exampleEntity(name)}>
              <EntityEscTrustCard />
            </EntityProvider>
          </section>
        ))}
      </div>
    ),
  },
});

const examplesPlugin = createFrontendPlugin({
  pluginId: 'examples',
  title: 'Examples',
  extensions: [examplesPage],
});

const devApi = createFrontendModule({
  pluginId: 'esc-trust',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: escTrustApiRef,
          deps: {},
          factory: () =>
            new DevEscTrustApi() as Partial<EscTrustApi> as EscTrustApi,
        }),
    }),
  ],
});

// There is no backend to ask: the user may do everything.
const devPermissions = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ApiBlueprint.make({
      name: 'permission',
      params: defineParams =>
        defineParams({
          api: permissionApiRef,
          deps: {},
          factory: (): PermissionApi => ({
            authorize: async () => ({ result: AuthorizeResult.ALLOW }),
          }),
        }),
    }),
  ],
});

// Stands in for the scaffolder, so that the way in leads somewhere.
const scaffolderRoute = createRouteRef();
const scaffolderPlugin = createFrontendPlugin({
  pluginId: 'scaffolder',
  title: 'Create',
  routes: {
    selectedTemplate: createSubRouteRef({
      parent: scaffolderRoute,
      path: '/templates/:namespace/:templateName',
    }),
  },
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/create',
        title: 'Create',
        icon: <RiShieldKeyholeLine />,
        routeRef: scaffolderRoute,
        loader: async () => <>The form of the template</>,
      },
    }),
  ],
});

createDevApp({
  features: [
    escTrustPlugin,
    examplesPlugin,
    devApi,
    devPermissions,
    scaffolderPlugin,
  ],
});
