import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleMapping } from '../../testing/exampleMapping';
import { renderCardOf } from '../../__testUtils__/renderCardOf';

async function pressAssess(name: string) {
  await userEvent.click(
    // While it is pending, its name says that too.
    await screen.findByRole('button', {
      name: RegExp(`Assess again: ${name}`),
    }),
  );
}

async function outcomeOf(name: string) {
  const actions = await screen.findByRole('group', {
    name: `Actions for ${name}`,
  });
  return within(actions).getByRole('status');
}

describe('Assess again', () => {
  it('shows the new report in the same place', async () => {
    const untrusted = exampleMapping('acme/payments/dev', {
      status: 'untrusted',
    });
    let answer: (mapping: typeof untrusted) => void = () => {};
    const assessMapping = jest.fn<
      ReturnType<EscTrustApi['assessMapping']>,
      [string]
    >(
      () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    );
    await renderCardOf(
      [untrusted, exampleMapping('acme/payments/prod', { status: 'unknown' })],
      { assessMapping },
    );

    await pressAssess('acme/payments/dev');
    expect(assessMapping).toHaveBeenCalledWith('acme/payments/dev');
    // A second press finds it pending.
    await pressAssess('acme/payments/dev');
    expect(assessMapping).toHaveBeenCalledTimes(1);
    expect(screen.getByText('Untrusted')).toBeInTheDocument();

    answer(exampleMapping('acme/payments/dev'));
    expect(await screen.findByText('Trusted')).toBeInTheDocument();
    expect(screen.queryByText('Untrusted')).not.toBeInTheDocument();
    expect(await outcomeOf('acme/payments/dev')).toHaveTextContent(
      'Assessed: Trusted',
    );
    // Trusted ones come last otherwise.
    const [first] = screen.getAllByRole('heading', { level: 4 });
    expect(first).toHaveTextContent('acme/payments/dev');
  });

  it('says when nothing could be read', async () => {
    const mapping = exampleMapping('acme/payments/dev');
    const stale = {
      since: new Date().toISOString(),
      reason: 'AWS refuses iam:GetRole.',
    };
    await renderCardOf([mapping], {
      assessMapping: async () => ({ ...mapping, stale }),
    });

    await pressAssess('acme/payments/dev');
    expect(
      await screen.findByText(/AWS refuses iam:GetRole/),
    ).toBeInTheDocument();
    expect(await outcomeOf('acme/payments/dev')).toHaveTextContent(
      'The live state could not be read',
    );
  });

  it('names the permission when the backend refuses, and errors otherwise', async () => {
    const assessMapping = jest
      .fn()
      .mockRejectedValueOnce(new NotAllowedError('no'))
      .mockRejectedValueOnce(new ServiceUnavailableError('AWS is away'));
    await renderCardOf([exampleMapping('acme/payments/dev')], {
      assessMapping,
    });

    await pressAssess('acme/payments/dev');
    expect(
      await screen.findByText(/the permission esc-trust.mapping.assess/),
    ).toBeInTheDocument();

    await pressAssess('acme/payments/dev');
    expect(await screen.findByText('AWS is away')).toBeInTheDocument();
    expect(await outcomeOf('acme/payments/dev')).toHaveTextContent(
      'The mapping could not be assessed',
    );
    // The report that is known stays.
    expect(screen.getByText('Trusted')).toBeInTheDocument();
  });
});
