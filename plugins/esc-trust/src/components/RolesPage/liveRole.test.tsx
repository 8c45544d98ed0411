import { RoleDetails } from '@internal/backstage-plugin-esc-trust-common';
import { configure, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeSignals } from '../../__testUtils__/fakeSignals';
import { MAPPINGS_CHANNEL } from '../../model/signals';
import { exampleMapping } from '../../testing/exampleMapping';
import { exampleRole } from '../../testing/exampleRole';
import { renderRoles } from './__testUtils__/renderRoles';

jest.setTimeout(30_000);
// The graph shows itself when it has laid itself out.
configure({ asyncUtilTimeout: 5_000 });

describe('a role whose mappings change while it is shown', () => {
  const ADDRESS = '/esc-trust/roles/111111111111/payments-prod';
  const { roleArn } = exampleRole();
  const mappings = Array.from({ length: 3 }, (_, i) =>
    exampleMapping(`acme/payments/env-${i}`, {}, { roleArn }),
  );
  let read: () => RoleDetails;
  let signals: ReturnType<typeof fakeSignals>;

  beforeEach(async () => {
    // Nobody waits for its turn.
    jest.spyOn(Math, 'random').mockReturnValue(0);
    signals = fakeSignals();
    read = () =>
      exampleRole({ mappings: mappings.slice(0, 2), totalMappings: 3 });
    renderRoles(
      {
        getRole: async () => read(),
        listMappings: async () => ({
          items: mappings,
          totalItems: 3,
          pageInfo: {},
        }),
      },
      ADDRESS,
      signals.api,
    );
    await screen.findByRole('group', { name: /Who can assume/ });
    await screen.findByText('2 of 3 mappings are loaded.');
  });

  afterEach(() => jest.restoreAllMocks());

  it('is read again, with all mappings if all were shown', async () => {
    await userEvent.click(
      screen.getByRole('button', { name: 'Load all 3 mappings' }),
    );
    await waitFor(() =>
      expect(screen.queryByText(/mappings are loaded/)).not.toBeInTheDocument(),
    );
    read = () =>
      exampleRole({
        mappings: mappings.slice(0, 2),
        totalMappings: 3,
        exposure: { verdict: 'undecided', witnesses: [] },
        ownerRef: 'group:default/others',
      });
    signals.send(MAPPINGS_CHANNEL, {});
    expect(await screen.findByText('others')).toBeInTheDocument();
    expect(screen.queryByText(/mappings are loaded/)).not.toBeInTheDocument();
  });

  it('stays as it was, and says why, when it can’t be read', async () => {
    read = () => {
      throw new Error('The backend is away');
    };
    signals.send(MAPPINGS_CHANNEL, {});
    expect(
      await screen.findByText(/could not be read again: .*is away/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'payments-prod' }),
    ).toBeInTheDocument();

    read = () => exampleRole({ mappings });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(screen.queryByText(/could not be read/)).not.toBeInTheDocument(),
    );
  });
});
