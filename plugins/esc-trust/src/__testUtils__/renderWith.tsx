import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  AuthorizeResult,
  EvaluatePermissionRequest,
} from '@backstage/plugin-permission-common';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import { escTrustApiRef } from '../api';
import { OperationsPage } from '../components/OperationsPage';
import { rootRouteRef } from '../routes';

/** What is around a part of the plugin. */
export interface Surroundings {
  /** What the user may do; default: everything. */
  isAllowed?: (request: EvaluatePermissionRequest) => boolean;
  /** Default: the app has no signals. */
  signals?: SignalApi;
}

/**
 * Renders a part of the plugin.
 *
 * @param element - the part
 * @param api - what the backend does
 * @param surroundings - what else is there
 * @param path - of the address
 */
export function renderWith(
  element: ReactElement,
  api: Partial<EscTrustApi>,
  { isAllowed = () => true, signals }: Surroundings = {},
  path: string = '/',
) {
  const permissions = mockApis.permission({
    authorize: request =>
      isAllowed(request) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
  });
  const around = {
    mountedRoutes: { '/esc-trust': rootRouteRef },
    initialRouteEntries: [path],
  };
  const client = api as EscTrustApi;
  return signals
    ? renderInTestApp(element, {
        ...around,
        apis: [[escTrustApiRef, client], permissions, [signalApiRef, signals]],
      })
    : renderInTestApp(element, {
        ...around,
        apis: [[escTrustApiRef, client], permissions],
      });
}

/** Renders the page of operations, or of the one that the path names. */
export function renderOperations(
  api: Partial<EscTrustApi>,
  surroundings?: Surroundings,
  path: string = '',
) {
  return renderWith(
    <Routes>
      <Route path="/esc-trust/operations/*" element={<OperationsPage />} />
    </Routes>,
    api,
    surroundings,
    `/esc-trust/operations${path}`,
  );
}
