import { renderInTestApp } from '@backstage/frontend-test-utils';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import { screen, within } from '@testing-library/react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { fakeSignals } from '../../../__testUtils__/fakeSignals';
import { escTrustApiRef } from '../../../api';
import { rootRouteRef } from '../../../routes';
import { exampleAccount } from '../../../testing/exampleRole';
import { RolesPage } from '../RolesPage';

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{`${pathname}${search}`}</output>;
}

/**
 * Renders the room of roles, with two accounts and no mappings.
 *
 * @param api - what else the API does
 * @param address - where to begin
 * @param signals - by which it hears of changes
 */
export function renderRoles(
  api: Partial<EscTrustApi>,
  address = '/esc-trust/roles',
  signals: SignalApi = fakeSignals().api,
) {
  // jsdom measures nothing; the graph needs to know how large its nodes are.
  Object.defineProperty(window.SVGElement.prototype, 'getBBox', {
    value: () => ({ width: 196, height: 84 }),
    configurable: true,
  });
  const served: Partial<EscTrustApi> = {
    listAccounts: async () => ({
      items: [
        exampleAccount(),
        exampleAccount({ accountId: '222222222222', title: undefined }),
      ],
    }),
    listMappings: async () => ({ items: [], totalItems: 0, pageInfo: {} }),
    ...api,
  };
  return renderInTestApp(
    <>
      <Routes>
        <Route path="/esc-trust/roles/*" element={<RolesPage />} />
      </Routes>
      <Address />
    </>,
    {
      apis: [
        [escTrustApiRef, served as EscTrustApi],
        [signalApiRef, signals],
      ],
      initialRouteEntries: [address],
      mountedRoutes: { '/esc-trust': rootRouteRef },
    },
  );
}

/** The texts of a table's rows. */
export async function rowsOf(name: string): Promise<Array<string | null>> {
  const table = await screen.findByRole('grid', { name });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent);
}
