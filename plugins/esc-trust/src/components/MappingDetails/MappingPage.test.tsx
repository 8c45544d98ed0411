import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EscTrustApi,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { escTrustApiRef } from '../../api';
import { mappingsRouteRef, rootRouteRef } from '../../routes';
import { exampleMapping } from '../../testing/exampleMapping';
import { MappingPage } from './MappingPage';

function renderPage(getMapping: (id: string) => Promise<Mapping>) {
  const api: Partial<EscTrustApi> = {
    getMapping,
    getRole: async () => {
      throw new NotAllowedError('no');
    },
    getMappingHistory: async () => ({ items: [], pageInfo: {} }),
  };
  renderInTestApp(
    <Routes>
      <Route path="/esc-trust/mappings/:id" element={<MappingPage />} />
    </Routes>,
    {
      apis: [[escTrustApiRef, api as EscTrustApi]],
      initialRouteEntries: ['/esc-trust/mappings/some-id'],
      mountedRoutes: { '/esc-trust': rootRouteRef },
    },
  );
}

describe('MappingPage', () => {
  it('shows the mapping of the address, and the way back', async () => {
    const getMapping = jest.fn(async () =>
      exampleMapping('acme/payments/prod', {}, { id: 'some-id' }),
    );
    renderPage(getMapping);

    expect(
      await screen.findByRole('heading', {
        name: 'acme/payments/prod',
        level: 2,
      }),
    ).toBeInTheDocument();
    expect(getMapping).toHaveBeenCalledWith('some-id', expect.anything());
    expect(screen.getByRole('link', { name: 'All mappings' })).toHaveAttribute(
      'href',
      `/esc-trust${mappingsRouteRef.path}`,
    );
  });

  it('shows that it is loading', async () => {
    renderPage(() => new Promise(() => {}));

    expect(
      await screen.findByRole('status', { name: 'Loading the mapping' }),
    ).toBeInTheDocument();
  });

  it('says that there is none', async () => {
    renderPage(async () => {
      throw new NotFoundError('no');
    });
    expect(
      await screen.findByText(/^There is no such mapping/),
    ).toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    renderPage(async () => {
      throw new NotAllowedError('no');
    });
    expect(
      await screen.findByText(
        'It takes the permission esc-trust.mapping.read.',
      ),
    ).toBeInTheDocument();
  });

  it('tries again what went wrong', async () => {
    const getMapping = jest
      .fn()
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValue(
        exampleMapping('acme/payments/prod', {}, { id: 'some-id' }),
      );
    renderPage(getMapping);

    expect(
      await screen.findByText(/The mapping could not be loaded/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: 'acme/payments/prod' }),
    ).toBeInTheDocument();
  });
});
