import { ConflictError, NotAllowedError } from '@backstage/errors';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleMapping } from '../../testing/exampleMapping';
import {
  CHANGES,
  exampleOperation,
  examplePlan,
} from '../../testing/examplePlan';
import { renderCardOf } from '../../__testUtils__/renderCardOf';

const NAME = 'acme/payments/dev';
const UNTRUSTED = exampleMapping(NAME, { status: 'untrusted' });
const PENDING = exampleOperation('pending');

const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });

// Looking for roles in a dialog over a page takes a while on slow machines.
jest.setTimeout(30_000);

beforeEach(() => jest.useFakeTimers({ advanceTimers: true }));
afterEach(() => jest.useRealTimers());

/** An API whose operation passes through these states, one with each look. */
function fakeApi(...states: Array<ReturnType<typeof exampleOperation>>) {
  const getOperation = jest.fn();
  states.forEach(state => getOperation.mockResolvedValueOnce(state));
  return {
    planOperation: jest.fn(async () => examplePlan()),
    startOperation: jest.fn<
      ReturnType<EscTrustApi['startOperation']>,
      Parameters<EscTrustApi['startOperation']>
    >(async () => PENDING),
    getOperation: getOperation.mockImplementation(() => new Promise(() => {})),
    cancelOperation: jest.fn(async () => PENDING),
    getMapping: jest.fn(async () => UNTRUSTED),
  };
}

function repairButton() {
  return screen.findByRole('button', { name: `Repair: ${NAME}` });
}

async function tabTo(element: HTMLElement) {
  for (let tabs = 0; document.activeElement !== element && tabs < 20; tabs++) {
    await user.tab();
  }
  expect(element).toHaveFocus();
}

async function openRepair() {
  await user.click(await repairButton());
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByRole('button', { name: 'Repair' });
  return dialog;
}

async function apply() {
  const dialog = await openRepair();
  await user.click(dialog.getByRole('button', { name: 'Repair' }));
  return dialog;
}

type Dialog = Awaited<ReturnType<typeof openRepair>>;

function statesOf(dialog: Dialog) {
  return dialog
    .getAllByRole('listitem')
    .map(
      step =>
        /Pending|Applying|Succeeded|Failed|Rolled back|Not started/.exec(
          step.textContent!,
        )?.[0],
    );
}

async function untilStatus(dialog: Dialog, text: string) {
  await waitFor(
    () => expect(dialog.getByRole('status')).toHaveTextContent(text),
    { timeout: 5_000 },
  );
}

describe('applying a repair', () => {
  it('is done with the keyboard alone, live, and ends in a repaired row', async () => {
    const api = fakeApi(
      exampleOperation('applying', ['succeeded', 'applying']),
      exampleOperation('applying', ['succeeded', 'succeeded', 'applying']),
      exampleOperation('succeeded', new Array(7).fill('succeeded'), {
        outcome: { ...PENDING.outcome, status: 'trusted' },
      }),
    );
    api.getMapping.mockResolvedValue(exampleMapping(NAME));
    await renderCardOf([UNTRUSTED], api);

    await tabTo(await repairButton());
    await user.keyboard('{Enter}');
    const dialog = within(await screen.findByRole('dialog'));
    await tabTo(await dialog.findByRole('button', { name: 'Repair' }));
    await user.keyboard('{Enter}');

    await untilStatus(dialog, 'Repairing. It goes on when you close this.');
    expect(api.startOperation).toHaveBeenCalledWith(
      { kind: 'repair', mappingId: NAME, planDigest: 'digest-1' },
      { idempotencyKey: expect.stringMatching(/^(\w+-){3}\w+$/) },
    );
    expect(statesOf(dialog)).toEqual(new Array(7).fill('Pending'));
    expect(dialog.queryByRole('insertion')).not.toBeInTheDocument();
    await waitFor(
      () =>
        expect(statesOf(dialog).slice(0, 3)).toEqual([
          'Succeeded',
          'Applying',
          'Pending',
        ]),
      { timeout: 3_000 },
    );

    await untilStatus(dialog, 'RepairedThe status is now: Trusted.');
    expect(statesOf(dialog)).toEqual(new Array(7).fill('Succeeded'));
    expect(api.getOperation).toHaveBeenCalledTimes(3);
    const close = dialog.getAllByRole('button', { name: 'Close' }).pop();
    expect(close).toHaveFocus();

    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(screen.getByText('Trusted')).toBeInTheDocument();
    // There is nothing to repair any more: the focus stays with the row.
    await waitFor(() =>
      expect(
        screen.getByRole('group', { name: `Actions for ${NAME}` }),
      ).toHaveFocus(),
    );
    expect(
      screen.queryByRole('button', { name: /Repair/ }),
    ).not.toBeInTheDocument();
  });

  it('shows the new plan when what is there has moved', async () => {
    const api = fakeApi();
    api.startOperation.mockRejectedValueOnce(
      Object.assign(new Error('Request failed with 409 Conflict'), {
        statusCode: 409,
        body: { plan: examplePlan(CHANGES.slice(1), 'digest-2') },
      }),
    );
    await renderCardOf([UNTRUSTED], api);

    const dialog = await apply();
    await untilStatus(dialog, 'What is there has moved');
    expect(
      dialog.queryByRole('group', { name: 'Changes: Audience' }),
    ).not.toBeInTheDocument();

    await user.click(dialog.getByRole('button', { name: 'Repair' }));
    await untilStatus(dialog, 'Repairing');
    const [[, first], [second, again]] = api.startOperation.mock.calls;
    expect(second.planDigest).toBe('digest-2');
    expect(again).toEqual(first);
  });

  it('keeps the plan when it could not be started', async () => {
    const api = fakeApi();
    api.startOperation.mockRejectedValueOnce(
      new ConflictError('Another operation is changing the same role'),
    );
    await renderCardOf([UNTRUSTED], api);

    const dialog = await apply();
    await untilStatus(
      dialog,
      'The repair could not be startedAnother operation is changing the same role',
    );
    expect(dialog.getByRole('button', { name: 'Repair' })).toBeInTheDocument();
  });

  it('says what failed when everything was taken back', async () => {
    const failed = exampleOperation(
      'rolled-back',
      ['succeeded', 'rolled-back', 'succeeded', 'failed'],
      { error: 'AWS refuses iam:UpdateAssumeRolePolicy' },
    );
    const api = fakeApi(exampleOperation('rolling-back'), failed);
    await renderCardOf([UNTRUSTED], api);

    const dialog = await apply();
    await untilStatus(dialog, 'Taking back what was done');
    await untilStatus(
      dialog,
      'Not repaired: nothing was changedAWS refuses iam:UpdateAssumeRolePolicy',
    );
    expect(statesOf(dialog)).toEqual([
      'Succeeded',
      'Rolled back',
      'Succeeded',
      'Failed',
      'Not started',
      'Not started',
      'Not started',
    ]);

    await user.keyboard('{Escape}');
    const button = await repairButton();
    await waitFor(() => expect(button).toHaveFocus());
  });

  it('says word for word what a person has to do', async () => {
    const todo = 'Remove the audience aws:acme by hand';
    const api = fakeApi(
      exampleOperation('needs-attention', ['failed'], { error: todo }),
    );
    await renderCardOf([UNTRUSTED], api);

    const dialog = await apply();
    await untilStatus(dialog, 'Somebody has to finish this by hand');
    expect(dialog.getByText(todo)).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Try again' }));
    await dialog.findByRole('button', { name: 'Repair' });
    expect(api.planOperation).toHaveBeenCalledTimes(2);
  });

  it('can be cancelled', async () => {
    const api = fakeApi(
      exampleOperation('applying'),
      exampleOperation('rolled-back', [], { error: 'Cancelled by you' }),
    );
    await renderCardOf([UNTRUSTED], api);

    const dialog = await apply();
    await user.click(
      await dialog.findByRole('button', { name: 'Cancel the repair' }),
    );
    expect(api.cancelOperation).toHaveBeenCalledWith('operation-1');
    expect(dialog.getByRole('status')).toHaveTextContent(
      'Taking back what was done',
    );
    await untilStatus(dialog, 'Cancelled by you');
  });

  it('goes on when the dialog is closed, and is found again', async () => {
    const api = fakeApi(
      exampleOperation('applying', ['succeeded']),
      exampleOperation('rolled-back', ['failed'], { error: 'No' }),
    );
    await renderCardOf([UNTRUSTED], api);

    const dialog = await apply();
    await untilStatus(dialog, 'Repairing');
    await user.keyboard('{Escape}');
    expect(
      await screen.findByRole('button', { name: `Repairing: ${NAME}` }),
    ).toHaveAttribute('aria-haspopup', 'dialog');

    const ended = await screen.findByRole(
      'button',
      { name: `How the repair ended: ${NAME}` },
      { timeout: 5_000 },
    );
    expect(
      screen.getAllByRole('status').map(status => status.textContent),
    ).toContain('Not repaired: nothing was changed');
    await user.click(ended);
    await untilStatus(within(await screen.findByRole('dialog')), 'No');
    expect(api.planOperation).toHaveBeenCalledTimes(1);
  });

  it('survives a look that fails, but not one that is refused', async () => {
    const api = fakeApi();
    api.getOperation
      .mockRejectedValueOnce(new Error('The network is away'))
      .mockRejectedValueOnce(new NotAllowedError('no'));
    await renderCardOf([UNTRUSTED], api);

    const dialog = await apply();
    await untilStatus(dialog, 'The network is away');
    await untilStatus(dialog, 'the permission esc-trust.operation.read');
    jest.advanceTimersByTime(5_000);
    expect(api.getOperation).toHaveBeenCalledTimes(2);
  });
});
