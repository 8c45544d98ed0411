import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import {
  act,
  configure,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderFleet } from '../../__testUtils__/renderFleet';
import { exampleFleet } from '../../testing/exampleFleet';
import { exampleMapping } from '../../testing/exampleMapping';
import { fleetOf } from '../../testing/fleetOf';

// Whether each of many elements can be seen takes jsdom seconds to say.
configure({ defaultHidden: true, asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

const FLEET = exampleFleet(10);

const nowTrusted = (id: string): Mapping => ({
  ...FLEET.find(mapping => mapping.id === id)!,
  trust: exampleMapping('acme/a/b').trust,
  stale: undefined,
});

async function select(...names: string[]) {
  const table = await screen.findByRole('grid', { name: 'Mappings' });
  for (const name of names) {
    await userEvent.click(
      within(table).getByRole('checkbox', { name: RegExp(name) }),
    );
  }
}

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

const outcome = () => screen.findByText(/assessed$/);

describe('assessing the selected mappings', () => {
  it('shows the new reports in their places, and sums up what came of it', async () => {
    const fleet = fleetOf(FLEET);
    const getSummary = jest.fn(fleet.getSummary);
    const asked: string[] = [];
    renderFleet({
      ...fleet,
      getSummary,
      assessMapping: async id => {
        asked.push(id);
        switch (id) {
          case 'mapping-0':
            throw new NotAllowedError('Unauthorized');
          case 'mapping-1':
            throw new ServiceUnavailableError('AWS did not answer');
          default:
            return nowTrusted(id);
        }
      },
    });
    await select('Select all');
    await press('Assess again (10)');
    expect(await outcome()).toHaveTextContent('8 mappings assessed');
    for (const sentence of [
      '2 have another status now.',
      'One could not be assessed: you may not. It takes the permission esc-trust.mapping.assess.',
      'One could not be assessed: AWS did not answer',
    ]) {
      expect(screen.getByText(sentence)).toBeInTheDocument();
    }
    expect(asked.sort()).toEqual(FLEET.map(({ id }) => id).sort());
    const table = screen.getByRole('grid', { name: 'Mappings' });
    expect(within(table).getAllByText('Trusted')).toHaveLength(10);
    // The list stays as it was; only the counts are new.
    expect(getSummary).toHaveBeenCalledTimes(2);

    await press('Close');
    expect(screen.queryByText(/assessed$/)).not.toBeInTheDocument();
  });

  it('says how far it is, never asks for more than four at once, and can be cancelled', async () => {
    const answers: Array<() => void> = [];
    const signals: AbortSignal[] = [];
    renderFleet({
      ...fleetOf(FLEET),
      assessMapping: (id, options) => {
        signals.push(options!.signal!);
        return new Promise(resolve =>
          answers.push(() => resolve(nowTrusted(id))),
        );
      },
    });
    await select('Select all');
    await press('Assess again (10)');
    const progress = await screen.findByRole('progressbar', {
      name: 'Assessed mappings',
    });
    expect(answers).toHaveLength(4);
    await act(async () => answers[1]());
    await waitFor(() => expect(answers).toHaveLength(5));
    expect(progress).toHaveAttribute('value', '1');
    expect(screen.getByText('Assessing 1 of 10')).toBeInTheDocument();

    await press('Cancel');
    expect(signals.every(signal => signal.aborted)).toBe(true);
    await act(async () => answers.forEach(answer => answer()));
    expect(await outcome()).toHaveTextContent(
      'Cancelled: 1 of 10 mappings assessed',
    );
    expect(answers).toHaveLength(5);
    expect(document.activeElement).not.toBe(document.body);
  });

  it('is for those who may; one question answers for most', async () => {
    const asked: Array<string | undefined> = [];
    renderFleet(fleetOf(FLEET), {
      authorize: ({ resourceRef }) => {
        asked.push(resourceRef);
        return resourceRef !== 'mapping-3';
      },
    });
    await select('preview-0003');
    expect(
      await screen.findByText(
        'You may not assess these. It takes the permission esc-trust.mapping.assess.',
      ),
    ).toBeInTheDocument();
    await select('prod-0000', 'staging-0001');
    expect(
      await screen.findByRole('button', { name: 'Assess again (3)' }),
    ).toBeEnabled();
    expect(new Set(asked)).toEqual(new Set(['mapping-3', 'mapping-0']));
  });

  it('forgets what was selected when something else is listed', async () => {
    renderFleet(fleetOf(FLEET));
    await select('prod-0000', 'preview-0003');
    expect(screen.getByText('2 selected')).toBeInTheDocument();
    await press('Clear selection');
    expect(screen.queryByText(/selected$/)).not.toBeInTheDocument();
    await select('preview-0003');
    await userEvent.click(screen.getByRole('link', { name: /^Untrusted/ }));
    await screen.findByText('One mapping');
    expect(screen.queryByText(/selected$/)).not.toBeInTheDocument();
  });
});
