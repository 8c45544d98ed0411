import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { ESC_TRUST_KINDS } from '@internal/backstage-plugin-esc-trust-common';
import { entityContentRouteRef } from '../routes';

const filter = { kind: { $in: ESC_TRUST_KINDS } };

/** The card on the overview of an entity. */
export const escTrustMappingsEntityCard = EntityCardBlueprint.make({
  name: 'mappings',
  params: {
    type: 'content',
    filter,
    loader: () =>
      import('../components/EntityEscTrustCard').then(m => (
        <m.EntityEscTrustCard />
      )),
  },
});

/** The tab of an entity. */
export const escTrustEntityContent = EntityContentBlueprint.make({
  params: {
    path: '/aws-trust',
    title: 'AWS trust',
    group: 'deployment',
    filter,
    routeRef: entityContentRouteRef,
    loader: () =>
      import('../components/EntityTrustTab').then(m => <m.EntityTrustTab />),
  },
});
