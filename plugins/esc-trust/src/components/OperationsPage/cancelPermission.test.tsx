import { escTrustRoleRepairPermission } from '@internal/backstage-plugin-esc-trust-common';
import { screen } from '@testing-library/react';
import { exampleOperation } from '../../testing/examplePlan';
import { renderOperations } from '../../__testUtils__/renderWith';

// Alone in its file: what the user may do is remembered across tests.
it('an operation isn’t cancelled by those who may not start such a one', async () => {
  await renderOperations(
    { getOperation: async () => exampleOperation('applying') },
    {
      isAllowed: ({ permission }) =>
        permission.name !== escTrustRoleRepairPermission.name,
    },
    '/operation-1',
  );
  await screen.findByRole('list', { name: 'Journal' });
  expect(
    screen.queryByRole('button', { name: /Cancel/ }),
  ).not.toBeInTheDocument();
});
