import { permissionApiRef } from '@backstage/plugin-permission-react';
import { renderInTestApp as renderInNewApp } from '@backstage/frontend-test-utils';
import {
  mockApis,
  renderInTestApp as renderInLegacyApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import { waitFor } from '@testing-library/react';
import { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import { escTrustApiRef } from '../api';
import { EscTrustPage } from '../components/EscTrustPage';
import { FleetPage } from '../components/FleetPage';
import { OperationsPage } from '../components/OperationsPage';
import { PolicyLab } from '../components/PolicyLab';
import { RolesPage } from '../components/RolesPage';
import { rootRouteRef } from '../routes';
import { exampleMapping } from '../testing/exampleMapping';
import { exampleOperation } from '../testing/examplePlan';

const nothing = async () => ({ items: [], totalItems: 0, pageInfo: {} });
const never = () => new Promise<never>(() => {});

const API = {
  listMappings: nothing,
  getMapping: async () =>
    exampleMapping('acme/payments/prod', {}, { id: 'one' }),
  getMappingHistory: nothing,
  getSummary: never,
  getRole: never,
  listAccounts: nothing,
  listOrganizations: nothing,
  listOperations: nothing,
  getOperation: async () => exampleOperation('succeeded', [], { id: 'one' }),
} as unknown as EscTrustApi;

/** Each path below `/esc-trust`, and how the browser's tab names it. */
const TITLES = [
  ['mappings', 'Mappings | AWS trust'],
  ['mappings/one', 'acme/payments/prod | Mappings | AWS trust'],
  ['roles', 'Roles | AWS trust'],
  ['roles/111111111111/payments', 'payments | Roles | AWS trust'],
  ['policy-lab', 'Policy lab | AWS trust'],
  ['operations', 'Operations | AWS trust'],
  ['operations/one', 'acme/payments/dev | Operations | AWS trust'],
] as const;

const ROOMS: Record<string, ReactElement> = {
  mappings: <FleetPage />,
  roles: <RolesPage />,
  'policy-lab': <PolicyLab />,
  operations: <OperationsPage />,
};

describe('the title of the document', () => {
  beforeEach(() => {
    document.title = 'somewhere else';
  });

  it.each(TITLES)('at %s is “%s” in the legacy system', async (path, title) => {
    await renderInLegacyApp(
      <TestApiProvider
        apis={[
          [escTrustApiRef, API],
          [permissionApiRef, mockApis.permission()],
        ]}
      >
        <Routes>
          <Route path="/esc-trust/*" element={<EscTrustPage />} />
        </Routes>
      </TestApiProvider>,
      {
        mountedRoutes: {
          '/esc-trust': rootRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
        routeEntries: [`/esc-trust/${path}`],
      },
    );
    await waitFor(() => expect(document.title).toBe(`${title} | Backstage`));
  });

  it.each(TITLES)('at %s is “%s” in the new system', async (path, title) => {
    const [room] = path.split('/');
    renderInNewApp(
      <Routes>
        <Route path={`/esc-trust/${room}/*`} element={ROOMS[room]} />
      </Routes>,
      {
        apis: [[escTrustApiRef, API]],
        config: { app: { title: 'Our portal' } },
        mountedRoutes: {
          '/esc-trust': rootRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
        initialRouteEntries: [`/esc-trust/${path}`],
      },
    );
    await waitFor(() => expect(document.title).toBe(`${title} | Our portal`));
  });
});
