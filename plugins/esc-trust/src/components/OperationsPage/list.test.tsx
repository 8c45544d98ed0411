import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { Operation } from '@internal/backstage-plugin-esc-trust-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleOperation } from '../../testing/examplePlan';
import { exampleRemoval } from '../../testing/exampleRemoval';
import { fakeSignals } from '../../__testUtils__/fakeSignals';
import { renderOperations } from '../../__testUtils__/renderWith';

const STARTED = '2026-11-23T08:00:00Z';

const RUNNING = exampleOperation('applying', ['succeeded'], { id: 'one' });
const REMOVED = exampleRemoval('succeeded', 'succeeded', {
  id: 'two',
  createdAt: STARTED,
  updatedAt: '2026-11-23T08:01:15Z',
});
const STUCK = exampleOperation('needs-attention', [], { id: 'three' });

const listing = (...items: Operation[]) => ({
  listOperations: jest.fn(async () => ({ items })),
});

async function rows() {
  const table = await screen.findByRole('grid', {
    name: 'Your operations and those of your teams, the latest first',
  });
  const [, ...body] = within(table).getAllByRole('row');
  return body.map(row => row.textContent);
}

describe('the list of operations', () => {
  it('says what each does, to what, and how far it got', async () => {
    await renderOperations(listing(RUNNING, REMOVED, STUCK));

    const [running, removed, stuck] = await rows();
    expect(running).toMatch(
      /^RunningRepairacme\/payments\/devesc-payments-dev-0a1b2c3d111111111111.* so far$/,
    );
    expect(removed).toMatch(/^SucceededRemoval.*Took 1 min 15 s$/);
    expect(stuck).toMatch(/^Needs attentionRepair/);
    expect(
      screen
        .getAllByRole('link', { name: 'Repair' })
        .map(link => link.getAttribute('href')),
    ).toEqual(['/esc-trust/operations/one', '/esc-trust/operations/three']);
  });

  it('is narrowed down by the address, and narrows it down', async () => {
    await renderOperations(
      listing(RUNNING, REMOVED, STUCK),
      {},
      '?state=succeeded',
    );
    expect(await rows()).toEqual([expect.stringMatching(/^SucceededRemoval/)]);

    await userEvent.click(screen.getByRole('radio', { name: 'Rolled back' }));
    expect(
      await screen.findByText(
        'None of the latest operations is in this state.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await rows()).toHaveLength(3);
  });

  it('is read again when a signal says that one got further', async () => {
    const signals = fakeSignals();
    const api = listing(STUCK);
    await renderOperations(api, { signals: signals.api });
    expect(await rows()).toHaveLength(1);

    api.listOperations.mockResolvedValue({ items: [REMOVED, STUCK] });
    signals.send('esc-trust:mappings', {});
    expect(api.listOperations).toHaveBeenCalledTimes(1);
    signals.send('esc-trust:operations', { id: 'two' });
    await waitFor(async () => expect(await rows()).toHaveLength(2));
  });

  it('is read again without signals while one runs, and not after that', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    try {
      const api = listing(RUNNING);
      await renderOperations(api);
      expect((await rows())[0]).toMatch(/^Running/);

      api.listOperations.mockResolvedValue({ items: [REMOVED] });
      jest.advanceTimersByTime(5_000);
      await waitFor(async () =>
        expect((await rows())[0]).toMatch(/^Succeeded/),
      );
      const calls = api.listOperations.mock.calls.length;
      jest.advanceTimersByTime(60_000);
      expect(api.listOperations).toHaveBeenCalledTimes(calls);
    } finally {
      jest.useRealTimers();
    }
  });

  it('says that there are none, that one may not see them, or what went wrong', async () => {
    const { unmount } = await renderOperations(listing());
    expect(
      await screen.findByText(
        'Neither you nor a team of yours has an operation yet.',
      ),
    ).toBeInTheDocument();
    unmount();

    const denied = await renderOperations({
      listOperations: async () => {
        throw new NotAllowedError('no');
      },
    });
    expect(
      await screen.findByText(/the permission esc-trust.operation.read/),
    ).toBeInTheDocument();
    denied.unmount();

    const listOperations = jest
      .fn()
      .mockRejectedValueOnce(
        new ServiceUnavailableError('The database is away'),
      )
      .mockResolvedValueOnce({ items: [STUCK] });
    await renderOperations({ listOperations });
    expect(
      await screen.findByText(/The operations could not be loaded/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await rows()).toHaveLength(1);
  });
});
