import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  EscTrustApi,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { exampleMapping } from '../../testing/exampleMapping';
import {
  exampleRemoval,
  exampleRemovalPlan,
} from '../../testing/exampleRemoval';
import { renderWith } from '../../__testUtils__/renderWith';
import { MappingActions } from './MappingActions';

const NAME = 'acme/payments/dev';
const DISCOVERED = exampleMapping(NAME, {}, { source: 'discovered' });

// Looking for roles in a dialog over a page takes a while on slow machines.
jest.setTimeout(30_000);

/** The actions in a place that shows the mapping as it is by now. */
function Row(props: { mapping: Mapping; onGone?: () => void }) {
  const [mapping, setMapping] = useState(props.mapping);
  return (
    <MappingActions
      environment={NAME}
      mapping={mapping}
      onMapping={setMapping}
      onGone={props.onGone}
    />
  );
}

async function openMenu() {
  await userEvent.click(
    await screen.findByRole('button', { name: `More actions: ${NAME}` }),
  );
  return screen.findByRole('menu', { name: `More actions: ${NAME}` });
}

async function choose(name: string) {
  const menu = await openMenu();
  await userEvent.click(within(menu).getByRole('menuitem', { name }));
}

const actions = () =>
  screen.findByRole('group', { name: `Actions for ${NAME}` });

async function renderRow(
  mapping: Mapping,
  api: Partial<EscTrustApi> = {},
  onGone?: () => void,
) {
  await renderWith(<Row mapping={mapping} onGone={onGone} />, api);
}

describe('more actions', () => {
  it('lead out of the portal, in a new tab, and to the policy lab', async () => {
    await renderRow(exampleMapping(NAME));
    const items = within(await openMenu()).getAllByRole('menuitem');
    expect(
      items.map(item => [
        item.textContent,
        item.getAttribute('href'),
        item.getAttribute('target'),
      ]),
    ).toEqual([
      [
        'Open in Pulumi Cloud (opens in a new tab)',
        'https://app.pulumi.com/acme/esc/payments/dev',
        '_blank',
      ],
      [
        'Open in the AWS console (opens in a new tab)',
        'https://console.aws.amazon.com/iam/home#/roles/details/esc-payments-dev-0a1b2c3d',
        '_blank',
      ],
      [
        'Open in the policy lab',
        '/esc-trust/policy-lab?mapping=acme%2Fpayments%2Fdev',
        null,
      ],
      ['Verify', null, null],
      ['Remove', null, null],
    ]);
  });

  it('keep a discovered mapping out of lists, and show it there again', async () => {
    const changeMapping = jest.fn<
      ReturnType<EscTrustApi['changeMapping']>,
      Parameters<EscTrustApi['changeMapping']>
    >(async (_id, { ignored }) => ({ ...DISCOVERED, ignored }));
    await renderRow(DISCOVERED, { changeMapping });

    await choose('Ignore');
    expect(
      await screen.findByText('Ignored: it is kept out of all lists'),
    ).toBeInTheDocument();
    await choose('Show in lists again');
    expect(
      await screen.findByText('It is shown in lists again'),
    ).toBeInTheDocument();
    expect(changeMapping.mock.calls).toEqual([
      [NAME, { ignored: true }],
      [NAME, { ignored: false }],
    ]);
  });

  it('forget a mapping once that is confirmed', async () => {
    const forgetMapping = jest
      .fn()
      .mockRejectedValueOnce(new NotAllowedError('It belongs to another team'))
      .mockResolvedValueOnce(undefined);
    const onGone = jest.fn();
    await renderRow(DISCOVERED, { forgetMapping }, onGone);

    await choose('Forget');
    const dialog = within(
      await screen.findByRole('dialog', { name: `Forget ${NAME}` }),
    );
    expect(dialog.getByText(/the mapping is discovered again/)).toBeVisible();
    expect(forgetMapping).not.toHaveBeenCalled();
    await userEvent.click(dialog.getByRole('button', { name: 'Forget' }));
    expect(
      await dialog.findByText('It belongs to another team'),
    ).toBeInTheDocument();
    expect(onGone).not.toHaveBeenCalled();

    await userEvent.click(dialog.getByRole('button', { name: 'Forget' }));
    expect(await screen.findByText('Forgotten')).toBeInTheDocument();
    expect(onGone).toHaveBeenCalledTimes(1);
    await waitFor(async () => expect(await actions()).toHaveFocus());
  });
});

describe('Remove', () => {
  it('shows what is deleted and what stays, and does nothing on its own', async () => {
    const startOperation = jest.fn();
    await renderRow(exampleMapping(NAME), {
      planOperation: async () => exampleRemovalPlan(),
      startOperation,
    });
    await choose('Remove');
    const dialog = within(
      await screen.findByRole('dialog', {
        name: `Remove the AWS access of ${NAME}`,
      }),
    );
    await dialog.findByRole('button', { name: 'Remove' });
    expect(dialog.getByRole('status')).toHaveTextContent(
      /^The removal changes 4 things.*Nothing has been done yet\.The environment itself, .* stay\. A role that has been deleted can’t be brought back\.$/,
    );
    expect(
      within(dialog.getByRole('list', { name: 'Steps of the removal' }))
        .getAllByRole('listitem')
        .map(step => /Delete|Unchanged/.exec(step.textContent!)?.[0]),
    ).toEqual(['Delete', 'Unchanged', 'Delete', 'Delete', 'Delete']);
    expect(startOperation).not.toHaveBeenCalled();
  });

  it('takes the row away once its end has been read', async () => {
    const removed = exampleRemoval('succeeded', 'succeeded');
    const startOperation = jest.fn(async () => removed);
    const getMapping = jest.fn();
    const onGone = jest.fn();
    await renderRow(
      exampleMapping(NAME),
      {
        planOperation: async () => exampleRemovalPlan(),
        startOperation,
        getMapping,
      },
      onGone,
    );
    await choose('Remove');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(
      await dialog.findByRole('button', { name: 'Remove' }),
    );
    await waitFor(() =>
      expect(dialog.getByRole('status')).toHaveTextContent('Removed'),
    );
    expect(startOperation).toHaveBeenCalledWith(
      { kind: 'deprovision', mappingId: NAME, planDigest: 'removal-1' },
      { idempotencyKey: expect.any(String) },
    );
    expect(onGone).not.toHaveBeenCalled();

    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(onGone).toHaveBeenCalledTimes(1));
    expect(within(await actions()).getByRole('status')).toHaveTextContent(
      'Removed',
    );
    expect(within(await actions()).queryByRole('button')).toBeNull();
    // There is nothing to read any more.
    expect(getMapping).not.toHaveBeenCalled();
  });

  it('leaves the row when nothing was removed, and says why', async () => {
    const onGone = jest.fn();
    await renderRow(
      exampleMapping(NAME),
      {
        planOperation: async () => exampleRemovalPlan(),
        startOperation: jest
          .fn()
          .mockRejectedValue(new ConflictError('The role is somebody else’s')),
      },
      onGone,
    );
    await choose('Remove');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(
      await dialog.findByRole('button', { name: 'Remove' }),
    );
    await waitFor(() =>
      expect(dialog.getByRole('status')).toHaveTextContent(
        'The removal could not be startedThe role is somebody else’s',
      ),
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: `More actions: ${NAME}` }),
      ).toHaveFocus(),
    );
    expect(onGone).not.toHaveBeenCalled();
  });
});
