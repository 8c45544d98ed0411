import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  AuthorizeResult,
  EvaluatePermissionRequest,
} from '@backstage/plugin-permission-common';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import { Route, Routes, useLocation, useNavigate } from 'react-router-dom';
import { escTrustApiRef } from '../api';
import { FleetPage } from '../components/FleetPage';
import { rootRouteRef } from '../routes';
import { FleetApi } from '../testing/fleetOf';

/** Stands in for the browser's address bar and its buttons. */
function Browser() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output aria-label="Address">{`${pathname}${search}`}</output>
      <button onClick={() => navigate(-1)}>Back</button>
      <button onClick={() => navigate(1)}>Forward</button>
    </>
  );
}

/**
 * Renders the fleet page.
 *
 * @param api - what the backend does
 * @param options - the query of the URL, and what the user may do; default: the
 *   whole fleet, and everything
 */
export function renderFleet(
  api: Partial<FleetApi>,
  options: {
    search?: string;
    authorize?: (request: EvaluatePermissionRequest) => boolean;
  } = {},
) {
  const { search = '', authorize = () => true } = options;
  return renderInTestApp(
    <>
      <Browser />
      <Routes>
        <Route path="/esc-trust/mappings/*" element={<FleetPage />} />
      </Routes>
    </>,
    {
      apis: [
        [escTrustApiRef, api as Partial<EscTrustApi> as EscTrustApi],
        mockApis.permission({
          authorize: request =>
            authorize(request) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        }),
      ],
      mountedRoutes: {
        '/esc-trust': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      initialRouteEntries: [`/esc-trust/mappings${search}`],
    },
  );
}
