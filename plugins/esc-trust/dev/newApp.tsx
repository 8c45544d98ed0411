import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  createRouteRef,
  createSubRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  PermissionApi,
  permissionApiRef,
} from '@backstage/plugin-permission-react';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import { RiShieldKeyholeLine } from '@remixicon/react';
import { escTrustApiRef } from '../src';
import escTrustPlugin from '../src/alpha';
import { EntityEscTrustCard } from '../src/components/EntityEscTrustCard';
import { EntityTrustTab } from '../src/components/EntityTrustTab';
import { DevFleet } from './DevFleet';
import { exampleEntity, Examples } from './examples';

const examplesPage = PageBlueprint.make({
  params: {
    path: '/',
    title: 'Card',
    icon: <RiShieldKeyholeLine />,
    routeRef: createRouteRef(),
    loader: async () => (
      <Examples>
        <EntityEscTrustCard />
      </Examples>
    ),
  },
});

const tabPage = PageBlueprint.make({
  name: 'tab',
  params: {
    path: '/tab',
    title: 'Tab',
    icon: <RiShieldKeyholeLine />,
    routeRef: createRouteRef(),
    loader: async () => (
      <EntityProvider entity={exampleEntity('every-status')}>
        <main>
          <EntityTrustTab />
        </main>
      </EntityProvider>
    ),
  },
});

const examplesPlugin = createFrontendPlugin({
  pluginId: 'examples',
  title: 'Examples',
  extensions: [examplesPage, tabPage],
});

const devApi = createFrontendModule({
  pluginId: 'esc-trust',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: escTrustApiRef,
          deps: {},
          factory: () => new DevFleet() as Partial<EscTrustApi> as EscTrustApi,
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

// Stands in for the catalog, so that links to entities lead somewhere.
const catalogPlugin = createFrontendPlugin({
  pluginId: 'catalog',
  title: 'Catalog',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: entityRouteRef,
        loader: async () => <>The page of the entity</>,
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
    catalogPlugin,
  ],
});
