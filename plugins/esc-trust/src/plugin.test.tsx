import { EntityProvider } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import {
  EntityEscTrustCard,
  entityContentRouteRef,
  escTrustApiRef,
  EscTrustPage,
  escTrustPlugin,
  isEscTrustAvailable,
  rootRouteRef,
} from './index';
import { exampleEntity } from './testing/exampleEntity';
import { exampleMapping } from './testing/exampleMapping';

function renderCard(options?: Parameters<typeof renderInTestApp>[1]) {
  const api = {
    listMappings: async () => ({
      items: [exampleMapping('acme/payments/prod', {}, { id: 'some-id' })],
      totalItems: 1,
      pageInfo: {},
    }),
  };
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [escTrustApiRef, api],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <EntityProvider entity={exampleEntity()}>
        <EntityEscTrustCard />
      </EntityProvider>
    </TestApiProvider>,
    options,
  );
}

describe('legacy entry point', () => {
  it('leads from the card to the tab, in an app that has it', async () => {
    await renderCard({
      mountedRoutes: { '/aws-trust': entityContentRouteRef },
    });

    expect(
      await screen.findByRole('link', { name: 'All details' }),
    ).toHaveAttribute('href', '/aws-trust');
    expect(
      screen.getByRole('link', { name: 'acme/payments/prod' }),
    ).toHaveAttribute('href', '/aws-trust?mapping=some-id');
  });

  it('shows the card in a legacy app', async () => {
    await renderCard();

    expect(await screen.findByText('acme/payments/prod')).toBeInTheDocument();
    expect(screen.getByText('Trusted')).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: /^Assess again/ }),
    ).toBeInTheDocument();
  });

  it('shows the page with its tabs, around one main landmark', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [escTrustApiRef, { listOperations: async () => ({ items: [] }) }],
          [permissionApiRef, mockApis.permission()],
        ]}
      >
        <Routes>
          <Route path="/esc-trust/*" element={<EscTrustPage />} />
        </Routes>
      </TestApiProvider>,
      {
        mountedRoutes: { '/esc-trust': rootRouteRef },
        routeEntries: ['/esc-trust/operations'],
      },
    );

    expect(
      await within(await screen.findByRole('main')).findByText(
        /has an operation yet/,
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Operations' })).toBeInTheDocument();
  });

  it('brings its client along', () => {
    expect([...escTrustPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.esc-trust.client',
    ]);
  });

  it('is available on components and systems', () => {
    const available = (kind: string) =>
      isEscTrustAvailable(exampleEntity(undefined, kind));

    expect(['Component', 'system'].every(available)).toBe(true);
    expect(['User', 'API', 'Resource'].some(available)).toBe(false);
  });
});
