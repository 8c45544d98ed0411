import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EscTrustApi,
  Mapping,
  RoleDetails,
} from '@internal/backstage-plugin-esc-trust-common';
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { escTrustApiRef } from '../api';
import { MappingDetails } from '../components/MappingDetails';

/** The role of a mapping, without a trust policy that could be told. */
export function roleOf(
  mapping: Mapping,
  different: Partial<RoleDetails> = {},
): RoleDetails {
  return {
    roleArn: mapping.roleArn,
    exists: true,
    ...different,
  } as RoleDetails;
}

/**
 * Shows the details of a mapping of `acme/payments/prod`, which a new one
 * replaces as on a page.
 *
 * @param mapping - the mapping
 * @param api - what the API does
 */
export async function renderDetailsOf(
  mapping: Mapping,
  api: Partial<EscTrustApi> = {},
) {
  const served: Partial<EscTrustApi> = {
    getRole: async () => roleOf(mapping),
    getMappingHistory: async () => ({ items: [], pageInfo: {} }),
    ...api,
  };
  function Page() {
    const [shown, setShown] = useState(mapping);
    return <MappingDetails mapping={shown} onMapping={setShown} />;
  }
  renderInTestApp(<Page />, {
    apis: [[escTrustApiRef, served as EscTrustApi]],
  });
  return screen.findByRole('article', { name: 'acme/payments/prod' });
}

/** What the details say under a name. */
export const factNamed = (name: string) =>
  screen.getByText(name, { selector: 'dt' }).nextElementSibling;
