import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { rootRouteRef } from '../routes';

// The header that an app draws is around them, no main landmark is.

/** `/esc-trust`, with its views as tabs. */
export const escTrustPage = PageBlueprint.make({
  params: { path: '/esc-trust', routeRef: rootRouteRef },
});

/** All mappings, and each of them. */
export const escTrustMappingsSubPage = SubPageBlueprint.make({
  name: 'mappings',
  params: {
    path: 'mappings',
    title: 'Mappings',
    loader: () =>
      import('../components/FleetPage').then(m => (
        <main>
          <m.FleetPage />
        </main>
      )),
  },
});

/** Who can assume a role. */
export const escTrustRolesSubPage = SubPageBlueprint.make({
  name: 'roles',
  params: {
    path: 'roles',
    title: 'Roles',
    loader: () =>
      import('../components/RolesPage').then(m => (
        <main>
          <m.RolesPage />
        </main>
      )),
  },
});

/** Judges any trust policy, in the browser. */
export const escTrustPolicyLabSubPage = SubPageBlueprint.make({
  name: 'policy-lab',
  params: {
    path: 'policy-lab',
    title: 'Policy lab',
    loader: () =>
      import('../components/PolicyLab').then(m => (
        <main>
          <m.PolicyLab />
        </main>
      )),
  },
});

/** What was provisioned, repaired and removed. */
export const escTrustOperationsSubPage = SubPageBlueprint.make({
  name: 'operations',
  params: {
    path: 'operations',
    title: 'Operations',
    loader: () =>
      import('../components/OperationsPage').then(m => (
        <main>
          <m.OperationsPage />
        </main>
      )),
  },
});
