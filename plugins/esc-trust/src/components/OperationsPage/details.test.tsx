import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { Operation } from '@internal/backstage-plugin-esc-trust-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleOperation } from '../../testing/examplePlan';
import { exampleRemoval } from '../../testing/exampleRemoval';
import { fakeSignals } from '../../__testUtils__/fakeSignals';
import { renderOperations } from '../../__testUtils__/renderWith';

const RUNNING = exampleOperation('applying', ['succeeded', 'applying']);
const SUCCEEDED = exampleOperation(
  'succeeded',
  new Array(7).fill('succeeded'),
  {
    outcome: { ...RUNNING.outcome, mappingId: 'm1', status: 'trusted' },
  },
);

/** Answers one after the other, the last again and again. */
function passing(first: Operation, ...more: Operation[]) {
  const states = [first, ...more];
  return {
    getOperation: jest.fn(async (_id: string) =>
      states.length > 1 ? states.shift()! : states[0],
    ),
  };
}

const open = (
  api: Parameters<typeof renderOperations>[0],
  surroundings?: Parameters<typeof renderOperations>[1],
) => renderOperations(api, surroundings, '/operation-1');

async function journal() {
  const list = await screen.findByRole('list', { name: 'Journal' });
  return within(list).getAllByRole('listitem');
}

describe('the page of an operation', () => {
  it('shows what it is about, and its journal step by step', async () => {
    const api = passing(SUCCEEDED);
    await open(api);

    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'Repair of acme/payments/dev',
      }),
    ).toBeInTheDocument();
    expect(api.getOperation).toHaveBeenCalledWith(
      'operation-1',
      expect.anything(),
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      'RepairedThe status is now: Trusted.',
    );
    const steps = await journal();
    expect(steps).toHaveLength(7);
    expect(steps[1]).toHaveTextContent(
      /^AudienceCreateSucceeded.*Target: arn:/,
    );
    expect(within(steps[1]).getByRole('insertion')).toHaveTextContent(
      'aws:acme',
    );
    expect(
      screen.getByRole('link', { name: 'Show the mapping' }),
    ).toHaveAttribute('href', '/esc-trust/mappings/m1');
    expect(
      screen.getByRole('link', { name: 'esc-payments-dev-0a1b2c3d' }),
    ).toHaveAttribute(
      'href',
      '/esc-trust/roles/111111111111/esc-payments-dev-0a1b2c3d',
    );
  });

  it('leads to nothing that a removal has taken away', async () => {
    await open(
      passing(
        exampleRemoval('succeeded', 'succeeded', {
          id: 'operation-1',
          outcome: { ...RUNNING.outcome, mappingId: 'm1' },
        }),
      ),
    );
    expect(await journal()).toHaveLength(5);
    expect(screen.getAllByRole('link').map(link => link.textContent)).toEqual([
      expect.stringContaining('All operations'),
    ]);
  });

  it('says word for word what is left to be done by hand', async () => {
    const error =
      'AWS refuses iam:UpdateAssumeRolePolicy. Not taken back: audience (arn:aws:iam::111111111111:oidc-provider/x): AWS did not answer';
    await open(
      passing(
        exampleOperation('needs-attention', ['succeeded', 'failed'], { error }),
      ),
    );
    await journal();
    expect(screen.getByRole('status')).toHaveTextContent(
      `Somebody has to finish this by hand${error}`,
    );
    expect(
      screen.queryByRole('button', { name: /Cancel/ }),
    ).not.toBeInTheDocument();
  });

  it('is live: a signal about it is enough', async () => {
    const signals = fakeSignals();
    const api = passing(RUNNING, SUCCEEDED);
    await open(api, { signals: signals.api });
    expect((await journal())[1]).toHaveTextContent('Applying');

    signals.send('esc-trust:operations', { id: 'another' });
    expect(api.getOperation).toHaveBeenCalledTimes(1);
    signals.send('esc-trust:operations', { id: 'operation-1' });
    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent('Repaired'),
    );
    expect(api.getOperation).toHaveBeenCalledTimes(2);
    // It has ended: whatever comes, there is nothing more to read.
    signals.send('esc-trust:operations', { id: 'operation-1' });
    expect(api.getOperation).toHaveBeenCalledTimes(2);
  });

  it('is live without signals too', async () => {
    const api = passing(RUNNING, SUCCEEDED);
    await open(api);
    await journal();
    await waitFor(
      () => expect(screen.getByRole('status')).toHaveTextContent('Repaired'),
      { timeout: 3_000 },
    );
  });

  it('can be cancelled by those who may start such an operation', async () => {
    const api = {
      ...passing(RUNNING),
      cancelOperation: jest
        .fn()
        .mockRejectedValueOnce(new Error('The network is away'))
        .mockResolvedValueOnce(RUNNING),
    };
    await open(api);
    const cancel = () =>
      screen.getByRole('button', { name: /Cancel the repair/ });
    await screen.findByRole('button', { name: /Cancel the repair/ });

    await userEvent.click(cancel());
    expect(await screen.findByText('The network is away')).toBeInTheDocument();
    await userEvent.click(cancel());
    expect(
      await screen.findByText('Taking back what was done'),
    ).toBeInTheDocument();
    expect(api.cancelOperation).toHaveBeenCalledWith('operation-1');
    expect(cancel()).toBeDisabled();
  });

  it('of another team looks like one that doesn’t exist', async () => {
    await open({
      getOperation: async () => {
        throw new NotFoundError('There is no operation operation-1');
      },
    });
    expect(
      await screen.findByRole('heading', {
        name: 'There is no such operation',
      }),
    ).toBeInTheDocument();
  });

  it('names the permission that it takes', async () => {
    await open({
      getOperation: async () => {
        throw new NotAllowedError('no');
      },
    });
    expect(
      await screen.findByText(/the permission esc-trust.operation.read/),
    ).toBeInTheDocument();
  });
});
