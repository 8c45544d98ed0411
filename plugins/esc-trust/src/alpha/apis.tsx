import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EscTrustClient } from '@internal/backstage-plugin-esc-trust-common';
import { escTrustApiRef } from '../api';

/** The REST API. */
export const escTrustApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: escTrustApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new EscTrustClient({ discoveryApi, fetchApi }),
    }),
});
