import { ServiceUnavailableError } from '@backstage/errors';
import {
  Mapping,
  Verification,
} from '@internal/backstage-plugin-esc-trust-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleMapping } from '../../testing/exampleMapping';
import { renderWith } from '../../__testUtils__/renderWith';
import { MappingActions } from './MappingActions';

const NAME = 'acme/payments/dev';
const MAPPING = exampleMapping(NAME);

const verified = (verification: Partial<Verification>): Mapping => ({
  ...MAPPING,
  lastVerified: {
    at: '2026-11-23T12:00:00Z',
    outcome: 'success',
    ...verification,
  },
});

async function open(verifyMapping: jest.Mock, onMapping = jest.fn()) {
  await renderWith(
    <MappingActions
      environment={NAME}
      mapping={MAPPING}
      onMapping={onMapping}
      variant="full"
    />,
    { verifyMapping },
  );
  await userEvent.click(
    await screen.findByRole('button', { name: `Verify: ${NAME}` }),
  );
  return within(await screen.findByRole('dialog', { name: `Verify ${NAME}` }));
}

describe('Verify', () => {
  it('says what it runs before it runs anything', async () => {
    const verifyMapping = jest.fn();
    const dialog = await open(verifyMapping);
    expect(
      dialog.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual([
      'Every provider in the environment runs, those of other logins and of other clouds too.',
      'Wherever it signs in, short-lived credentials are made. They are dropped at once.',
      'No value of the environment is read.',
    ]);

    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(verifyMapping).not.toHaveBeenCalled();
  });

  it('says that it works, as whom, and hands the mapping on', async () => {
    const success = verified({ openedBy: 'acme-portal' });
    const onMapping = jest.fn();
    const verifyMapping = jest.fn(async () => success);
    const dialog = await open(verifyMapping, onMapping);
    await userEvent.click(
      dialog.getByRole('button', { name: 'Open the environment' }),
    );
    await waitFor(() =>
      expect(dialog.getByRole('status')).toHaveTextContent(
        'It works: AWS lets the login inOpened as the Pulumi user acme-portal.',
      ),
    );
    expect(verifyMapping).toHaveBeenCalledWith(NAME);
    expect(onMapping).toHaveBeenCalledWith(success);
  });

  it('shows what AWS said, and tries again', async () => {
    const message =
      'AWS refuses the login aws.login: Not authorized to perform sts:AssumeRoleWithWebIdentity';
    const verifyMapping = jest
      .fn()
      .mockResolvedValueOnce(verified({ outcome: 'failure', message }))
      .mockResolvedValueOnce(verified({}));
    const dialog = await open(verifyMapping);
    await userEvent.click(
      dialog.getByRole('button', { name: 'Open the environment' }),
    );
    expect(await dialog.findByText(message)).toBeInTheDocument();

    await userEvent.click(
      dialog.getByRole('button', { name: 'Open it again' }),
    );
    await waitFor(() =>
      expect(dialog.getByRole('status')).toHaveTextContent('It works'),
    );
  });

  it('names the setting that is missing', async () => {
    const off =
      'Verifying is off for the organization acme: its setting escTrust.organizations[0].tokens.open holds no access token';
    const dialog = await open(
      jest.fn().mockRejectedValue(new ServiceUnavailableError(off)),
    );
    await userEvent.click(
      dialog.getByRole('button', { name: 'Open the environment' }),
    );
    await waitFor(() =>
      expect(dialog.getByRole('status')).toHaveTextContent(
        `The environment could not be verified${off}`,
      ),
    );
  });
});
