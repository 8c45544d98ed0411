import { escTrustMappingAssessPermission } from '@internal/backstage-plugin-esc-trust-common';
import { screen } from '@testing-library/react';
import { exampleMapping } from '../../testing/exampleMapping';
import { renderCardOf } from '../../__testUtils__/renderCardOf';

// Alone in its file: what the user may do is remembered across tests.
describe('the actions of a mapping', () => {
  it('are there for those who may use them', async () => {
    await renderCardOf(
      [
        exampleMapping('acme/a/one', { status: 'untrusted' }),
        exampleMapping('acme/a/two', { status: 'untrusted' }),
      ],
      {},
      ({ permission, resourceRef }) =>
        permission.name === escTrustMappingAssessPermission.name &&
        resourceRef === 'acme/a/one',
    );

    expect(
      await screen.findByRole('button', { name: 'Assess again: acme/a/one' }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('button', { name: /^Assess/ })).toHaveLength(1);
    expect(
      screen.queryByRole('button', { name: /^Repair/ }),
    ).not.toBeInTheDocument();
  });
});
