import { NotAllowedError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleMapping } from '../../testing/exampleMapping';
import { examplePlan } from '../../testing/examplePlan';
import { renderCardOf } from '../../__testUtils__/renderCardOf';

const NAME = 'acme/payments/dev';
const UNTRUSTED = exampleMapping(NAME, { status: 'untrusted' });

async function openRepair() {
  await userEvent.click(
    await screen.findByRole('button', { name: `Repair: ${NAME}` }),
  );
  return screen.findByRole('dialog', { name: `Repair ${NAME}` });
}

describe('the button of a repair', () => {
  it('is there where something is wrong that somebody had decided', async () => {
    const untrusted = { status: 'untrusted' as const };
    await renderCardOf([
      exampleMapping('acme/b/discovered', untrusted, { source: 'discovered' }),
      exampleMapping('acme/b/provisioned', untrusted),
      exampleMapping('acme/b/registered', untrusted, { source: 'registered' }),
      exampleMapping('acme/b/trusted'),
    ]);

    await screen.findByRole('button', { name: 'Repair: acme/b/provisioned' });
    expect(
      screen
        .getAllByRole('button', { name: /^Repair/ })
        .map(button => button.getAttribute('aria-label')),
    ).toEqual(['Repair: acme/b/provisioned', 'Repair: acme/b/registered']);
  });
});

describe('the plan of a repair', () => {
  it('is asked for when the dialog opens, and not any more when it closes', async () => {
    const planOperation = jest.fn(() => new Promise<never>(() => {}));
    await renderCardOf([UNTRUSTED], { planOperation });
    expect(planOperation).not.toHaveBeenCalled();

    const dialog = await openRepair();
    expect(within(dialog).getByRole('status')).toHaveTextContent(
      'Looking at what is there',
    );
    expect(planOperation).toHaveBeenCalledWith(
      { kind: 'repair', mappingId: NAME },
      { signal: expect.objectContaining({ aborted: false }) },
    );

    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(planOperation).toHaveBeenCalledWith(expect.anything(), {
      signal: expect.objectContaining({ aborted: true }),
    });
  });

  it('is refused in the backend’s words, and asked for again', async () => {
    const planOperation = jest
      .fn()
      .mockRejectedValueOnce(new NotAllowedError('The role is of another team'))
      .mockResolvedValueOnce(examplePlan());
    await renderCardOf([UNTRUSTED], { planOperation });

    const dialog = await openRepair();
    expect(within(dialog).getByRole('status')).toHaveTextContent(
      'There is no plan for the repairThe role is of another team',
    );
    expect(
      within(dialog).queryByRole('button', { name: 'Repair' }),
    ).not.toBeInTheDocument();

    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await within(dialog).findByRole('button', { name: 'Repair' }),
    ).toBeInTheDocument();
    // The button that was pressed is gone: the focus stays in the dialog.
    expect(dialog).toContainElement(document.activeElement as HTMLElement);
  });

  it('says when there is nothing to repair', async () => {
    await renderCardOf([UNTRUSTED], {
      planOperation: async () => examplePlan([]),
    });

    const dialog = await openRepair();
    expect(within(dialog).getByRole('status')).toHaveTextContent(
      'Nothing to repairEvery step is unchanged: what is wrong isn’t the portal’s to change.',
    );
    expect(
      within(dialog).queryByRole('button', { name: 'Repair' }),
    ).not.toBeInTheDocument();
    expect(within(dialog).getAllByText('Unchanged')).toHaveLength(7);
  });

  it('shows every step, and line by line what it changes', async () => {
    await renderCardOf([UNTRUSTED], {
      planOperation: async () => examplePlan(),
    });

    const dialog = await openRepair();
    expect(within(dialog).getByRole('status')).toHaveTextContent(
      'The repair changes 2 things. Nothing has been done yet.',
    );
    const steps = within(
      within(dialog).getByRole('list', { name: 'Steps of the repair' }),
    ).getAllByRole('listitem');
    expect(steps).toHaveLength(7);
    expect(steps[0]).toHaveTextContent(
      /^Identity providerUnchangedThe account has .*Target: arn:aws:iam::111111111111:oidc-provider\/api.pulumi.com\/oidc$/,
    );
    expect(steps[3]).toHaveTextContent(/^Trust policyUpdatePuts the portal’s/);

    const audience = within(steps[1]).getByRole('group', {
      name: 'Changes: Audience',
    });
    expect(within(audience).getByRole('insertion')).toHaveTextContent(
      'Added: "aws:acme"',
    );
    expect(within(audience).queryByRole('deletion')).not.toBeInTheDocument();

    const policy = within(steps[3]).getByRole('group', {
      name: 'Changes: Trust policy',
    });
    expect(within(policy).getByRole('deletion')).toHaveTextContent(
      /^Removed: "api.pulumi.com\/oidc:sub": .*payments\/development"$/,
    );
    expect(within(policy).getByRole('insertion')).toHaveTextContent(
      /^Added: "api.pulumi.com\/oidc:sub": .*payments\/dev"$/,
    );
    expect(
      within(policy)
        .getAllByText(/unchanged lines/)
        .map(fold => fold.textContent),
    ).toEqual(['18 unchanged lines', '2 unchanged lines']);
    expect(within(policy).queryByText(/BreakGlass/)).not.toBeInTheDocument();
  });
});
