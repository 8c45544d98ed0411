import { AccountList } from '@internal/backstage-plugin-esc-trust-common';
import { act, configure, screen, within } from '@testing-library/react';
import { renderFleet } from '../../__testUtils__/renderFleet';
import { exampleFleet } from '../../testing/exampleFleet';
import { exampleAccount } from '../../testing/exampleRole';
import { fleetOf } from '../../testing/fleetOf';

// Whether each of many elements can be seen takes jsdom seconds to say.
configure({ defaultHidden: true, asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

describe('the fleet page', () => {
  it('calls accounts by their names when it hears them after the mappings', async () => {
    const fleet = fleetOf(exampleFleet(1));
    let give: (accounts: AccountList) => void;
    const late = new Promise<AccountList>(resolve => {
      give = resolve;
    });
    await renderFleet({ ...fleet, listAccounts: () => late });
    const table = await screen.findByRole('grid');
    const accountId = within(table).getByText(/^\d{12}$/).textContent!;

    await act(async () =>
      give({
        items: [exampleAccount({ accountId, title: 'production' })],
      }),
    );
    expect(
      await within(table).findByText(`production (${accountId})`),
    ).toBeInTheDocument();
  });
});
