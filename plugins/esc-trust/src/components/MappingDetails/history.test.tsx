import {
  EscTrustApi,
  HistoryEntry,
} from '@internal/backstage-plugin-esc-trust-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleMapping } from '../../testing/exampleMapping';
import { renderDetailsOf } from '../../__testUtils__/renderDetailsOf';

const change = (
  at: string,
  different: Partial<HistoryEntry>,
): HistoryEntry => ({
  at,
  status: 'trusted',
  access: 'works',
  exposure: 'intended',
  findings: [],
  ...different,
});

describe('the history of a mapping', () => {
  it('tells its history, and what was earlier on request', async () => {
    const user = userEvent.setup();
    const getMappingHistory = jest.fn<
      ReturnType<EscTrustApi['getMappingHistory']>,
      Parameters<EscTrustApi['getMappingHistory']>
    >(async (_id, query) =>
      query?.cursor
        ? {
            items: [change('2026-11-01T08:00:00Z', { findings: ['old'] })],
            pageInfo: {},
          }
        : {
            items: [
              change('2026-11-20T08:00:00Z', {
                status: 'untrusted',
                statusBefore: 'trusted',
                access: 'fails',
                findings: ['new'],
              }),
              change('2026-11-10T08:00:00Z', { statusBefore: 'trusted' }),
            ],
            pageInfo: { nextCursor: 'earlier' },
          },
    );
    await renderDetailsOf(exampleMapping('acme/payments/prod'), {
      getMappingHistory,
    });

    const list = await screen.findByRole('list', { name: 'History' });
    const changes = () =>
      within(list)
        .getAllByRole('listitem')
        .map(item => item.textContent);
    expect(changes()).toEqual([
      expect.stringMatching(
        /^Untrusted ?was Trusted, Nov 20, 2026.*Access: fails\..*New: new/,
      ),
      expect.stringMatching(/^Trusted ?as before, Nov 10, 2026/),
    ]);

    await user.click(
      screen.getByRole('button', { name: 'Show earlier changes' }),
    );
    await waitFor(() => expect(changes()).toHaveLength(3));
    expect(changes()[1]).toMatch(/Gone: old/);
    expect(changes()[2]).toMatch(
      /^Trusted ?first report, Nov 1, 2026.*New: old/,
    );
    expect(
      screen.queryByRole('button', { name: 'Show earlier changes' }),
    ).not.toBeInTheDocument();
    expect(getMappingHistory).toHaveBeenCalledTimes(2);
  });

  it('reads its history again when it could not be read', async () => {
    const getMappingHistory = jest
      .fn()
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValue({ items: [], pageInfo: {} });
    await renderDetailsOf(exampleMapping('acme/payments/prod'), {
      getMappingHistory,
    });

    expect(
      await screen.findByText(/The history could not be read/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('Nothing has changed so far.'),
    ).toBeInTheDocument();
  });
});
