import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  EscTrustApi,
  Finding,
  Operation,
} from '@internal/backstage-plugin-esc-trust-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import { fakeSignals } from '../../__testUtils__/fakeSignals';
import { renderWith } from '../../__testUtils__/renderWith';
import { MAPPINGS_CHANNEL } from '../../model/signals';
import { exampleEntity } from '../../testing/exampleEntity';
import { exampleMapping } from '../../testing/exampleMapping';
import {
  exampleRemoval,
  exampleRemovalPlan,
} from '../../testing/exampleRemoval';
import { EntityEscTrustCard } from '../EntityEscTrustCard';
import { EntityTrustTab } from '../EntityTrustTab';
import { MappingPage } from './MappingPage';

const NAME = 'acme/payments/dev';
const FINDING: Finding = {
  code: 'subject-wildcard',
  severity: 'warning',
  message: 'The subject is a pattern.',
  fingerprint: '0a1b2c3d',
};
const MAPPING = exampleMapping(
  NAME,
  { findings: [FINDING] },
  { id: 'some-id' },
);
const OTHER = exampleMapping('acme/payments/prod', {}, { id: 'other' });
const EMPTY = { items: [], pageInfo: {} };

// Looking for roles in a dialog over a page takes a while on slow machines.
jest.setTimeout(30_000);

beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => jest.restoreAllMocks());

/** A mapping that somebody may take away, and its removal. */
function world() {
  let isThere = true;
  let removal: Operation = exampleRemoval('applying', 'applying');
  const signals = fakeSignals();
  const api: Partial<EscTrustApi> = {
    getMapping: jest.fn(async () => {
      if (!isThere) {
        throw new NotFoundError('no');
      }
      return MAPPING;
    }),
    listMappings: jest.fn(async () => {
      const items = isThere ? [MAPPING, OTHER] : [OTHER];
      return { items, totalItems: items.length, pageInfo: {} };
    }),
    getRole: async () => {
      throw new NotAllowedError('no');
    },
    getMappingHistory: async () => EMPTY,
    planOperation: async () => exampleRemovalPlan(),
    startOperation: async () => removal,
    getOperation: async () => removal,
  };
  return {
    signals,
    api,
    /** Somebody removes it, and everybody is told. */
    takeAway: async () => {
      const { getMapping, listMappings } = api as Record<string, jest.Mock>;
      const reads = () =>
        getMapping.mock.calls.length + listMappings.mock.calls.length;
      const before = reads();
      isThere = false;
      signals.send(MAPPINGS_CHANNEL, {});
      await waitFor(() => expect(reads()).toBeGreaterThan(before));
    },
    end: () => {
      removal = exampleRemoval('succeeded', 'succeeded');
      signals.send('esc-trust:operations', { id: removal.id });
    },
  };
}

const page = (
  <Routes>
    <Route path="/esc-trust/mappings/:id" element={<MappingPage />} />
  </Routes>
);
const ofEntity = (element: ReactElement) => (
  <Routes>
    <Route
      path="*"
      element={
        <EntityProvider entity={exampleEntity()}>{element}</EntityProvider>
      }
    />
  </Routes>
);
const PLACES = {
  'the page of a mapping': page,
  'the tab of an entity': ofEntity(<EntityTrustTab />),
  'the card of an entity': ofEntity(<EntityEscTrustCard />),
};

async function render(
  place: keyof typeof PLACES,
  { api, signals }: ReturnType<typeof world>,
) {
  await renderWith(
    PLACES[place],
    api,
    { signals: signals.api },
    '/esc-trust/mappings/some-id',
  );
  await screen.findByRole('button', { name: `More actions: ${NAME}` });
}

async function openRemoval() {
  await userEvent.click(
    screen.getByRole('button', { name: `More actions: ${NAME}` }),
  );
  await userEvent.click(
    await screen.findByRole('menuitem', { name: 'Remove' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByRole('button', { name: 'Remove' });
  return dialog;
}

describe.each(Object.keys(PLACES) as Array<keyof typeof PLACES>)(
  'on %s, a removal',
  place => {
    it('shows how it ends, though the mapping is gone before', async () => {
      const there = world();
      await render(place, there);
      const dialog = await openRemoval();
      await userEvent.click(dialog.getByRole('button', { name: 'Remove' }));
      await dialog.findByText(/^Removing/);

      await there.takeAway();
      await dialog.findByText(/^Removing/);
      there.end();
      await waitFor(() =>
        expect(dialog.getByRole('status')).toHaveTextContent('Removed'),
      );

      await userEvent.keyboard('{Escape}');
      await waitFor(() =>
        expect(
          screen.queryByRole('button', { name: `More actions: ${NAME}` }),
        ).not.toBeInTheDocument(),
      );
    });
  },
);

describe('a mapping that somebody takes away', () => {
  it('stays while somebody writes why a finding of it is accepted', async () => {
    const there = world();
    await render('the page of a mapping', there);
    await userEvent.click(
      await screen.findByRole('button', { name: /^Accept the finding/ }),
    );
    const dialog = await screen.findByRole('dialog');
    await there.takeAway();
    expect(dialog).toBeInTheDocument();
    expect(screen.queryByText('This mapping is gone')).not.toBeInTheDocument();

    await userEvent.keyboard('{Escape}');
    expect(
      await screen.findByRole('heading', { name: 'This mapping is gone' }),
    ).toBeInTheDocument();
  });

  it('is said to be gone on its page, with a way back', async () => {
    const there = world();
    await render('the page of a mapping', there);
    await there.takeAway();

    expect(
      await screen.findByRole('heading', { name: 'This mapping is gone' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Show all mappings' }),
    ).toHaveAttribute('href', '/esc-trust/mappings');
    expect(document.body).not.toHaveFocus();
  });

  it('is said to be gone in the tab, which shows another one', async () => {
    const there = world();
    await render('the tab of an entity', there);
    await there.takeAway();

    expect(
      await screen.findByText(`The mapping of ${NAME} is gone`, {
        exact: false,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('article', { name: 'acme/payments/prod' }),
    ).toBeInTheDocument();
  });
});
