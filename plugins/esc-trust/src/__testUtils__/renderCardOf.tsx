import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  AuthorizeResult,
  EvaluatePermissionRequest,
} from '@backstage/plugin-permission-common';
import {
  EscTrustApi,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { screen } from '@testing-library/react';
import { escTrustApiRef } from '../api';
import { EntityEscTrustCard } from '../components/EntityEscTrustCard';
import { exampleEntity } from '../testing/exampleEntity';

/**
 * Renders the card with these mappings, and waits for its rows.
 *
 * @param mappings - what the API lists
 * @param api - what else it does
 * @param isAllowed - what the user may do; default: everything
 */
export async function renderCardOf(
  mappings: Mapping[],
  api: Partial<EscTrustApi> = {},
  isAllowed: (request: EvaluatePermissionRequest) => boolean = () => true,
) {
  const served: Partial<EscTrustApi> = {
    listMappings: async () => ({
      items: mappings,
      totalItems: mappings.length,
      pageInfo: {},
    }),
    ...api,
  };
  const rendered = renderInTestApp(
    <EntityProvider entity={exampleEntity()}>
      <EntityEscTrustCard />
    </EntityProvider>,
    {
      apis: [
        [escTrustApiRef, served as EscTrustApi],
        mockApis.permission({
          authorize: request =>
            isAllowed(request) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        }),
      ],
    },
  );
  await screen.findAllByRole('heading', { level: 4 });
  return rendered;
}
