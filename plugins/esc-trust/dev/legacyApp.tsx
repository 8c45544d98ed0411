import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createDevApp } from '@backstage/dev-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
// An app brings the styles, and this is one.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import {
  EntityEscTrustCard,
  EntityEscTrustContent,
  escTrustApiRef,
  EscTrustPage,
  escTrustPlugin,
} from '../src';
import { DevFleet } from './DevFleet';
import { exampleEntity, Examples } from './examples';

// Stands in for the catalog, so that links to entities lead somewhere.
const catalogPlugin = createPlugin({
  id: 'catalog',
  routes: { catalogEntity: entityRouteRef },
});
const EntityPage = catalogPlugin.provide(
  createRoutableExtension({
    name: 'EntityPage',
    component: async () => () => <>The page of the entity</>,
    mountPoint: entityRouteRef,
  }),
);

// There is nobody to sign in with: the guest is in already.
localStorage.setItem('enableLegacyGuestToken', 'true');
localStorage.setItem('@backstage/core:SignInPage:provider', 'guest');

createDevApp()
  .registerPlugin(escTrustPlugin, catalogPlugin)
  .registerApi(
    createApiFactory(
      escTrustApiRef,
      new DevFleet() as Partial<EscTrustApi> as EscTrustApi,
    ),
  )
  .registerApi(
    // There is no backend to ask: the user may do everything.
    createApiFactory(permissionApiRef, {
      authorize: async () => ({ result: AuthorizeResult.ALLOW }),
    }),
  )
  .addPage({
    path: '/legacy',
    title: 'Card',
    element: (
      <main>
        <Examples>
          <EntityEscTrustCard />
        </Examples>
      </main>
    ),
  })
  .addPage({
    path: '/legacy/tab',
    title: 'Tab',
    element: (
      <EntityProvider entity={exampleEntity('every-status')}>
        <main>
          <EntityEscTrustContent />
        </main>
      </EntityProvider>
    ),
  })
  .addPage({
    path: '/legacy/esc-trust',
    title: 'AWS trust',
    element: <EscTrustPage />,
  })
  .addPage({
    path: '/catalog/:namespace/:kind/:name',
    element: <EntityPage />,
  })
  .render();
