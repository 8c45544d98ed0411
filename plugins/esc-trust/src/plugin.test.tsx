import { EntityProvider } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import {
  EntityEscTrustCard,
  escTrustApiRef,
  escTrustPlugin,
  isEscTrustAvailable,
} from './index';
import { exampleEntity } from './testing/exampleEntity';
import { exampleMapping } from './testing/exampleMapping';

describe('legacy entry point', () => {
  it('shows the card in a legacy app', async () => {
    const api = {
      listMappings: async () => ({
        items: [exampleMapping('acme/payments/prod')],
        totalItems: 1,
        pageInfo: {},
      }),
    };

    await renderInTestApp(
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
    );

    expect(await screen.findByText('acme/payments/prod')).toBeInTheDocument();
    expect(screen.getByText('Trusted')).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: /^Assess again/ }),
    ).toBeInTheDocument();
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
