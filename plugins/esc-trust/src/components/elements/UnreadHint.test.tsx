import { NotAllowedError } from '@backstage/errors';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { fakeSignals } from '../../__testUtils__/fakeSignals';
import { escTrustApiRef } from '../../api';
import { MAPPINGS_CHANNEL, OPERATIONS_CHANNEL } from '../../model/signals';
import { rootRouteRef } from '../../routes';
import { exampleEntity } from '../../testing/exampleEntity';
import { exampleMapping } from '../../testing/exampleMapping';
import { exampleOperation } from '../../testing/examplePlan';
import { fleetOf } from '../../testing/fleetOf';
import { EntityEscTrustCard } from '../EntityEscTrustCard';
import { EntityTrustTab } from '../EntityTrustTab';
import { FleetPage } from '../FleetPage';
import { OperationsPage } from '../OperationsPage';

const MAPPING = exampleMapping('acme/payments/prod', {}, { id: 'one' });

/** Places that read again what they show, and by which signal. */
const PLACES = {
  'the fleet': ['/esc-trust/mappings', MAPPINGS_CHANNEL],
  'a mapping': ['/esc-trust/mappings/one', MAPPINGS_CHANNEL],
  'the tab of an entity': ['/tab', MAPPINGS_CHANNEL],
  'the card of an entity': ['/card', MAPPINGS_CHANNEL],
  'the operations': ['/esc-trust/operations', OPERATIONS_CHANNEL],
} as const;

beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => jest.restoreAllMocks());

/** An API that can be taken away for a while. */
function fakeApi() {
  let isAway = false;
  const page = { items: [MAPPING], totalItems: 1, pageInfo: {} };
  const fleet = fleetOf([MAPPING]);
  const whileThere =
    <T,>(answer: () => Promise<T> | T) =>
    async () => {
      if (isAway) {
        throw new Error('The database is away');
      }
      return answer();
    };
  const api = {
    listMappings: whileThere(() => page),
    getMapping: whileThere(() => MAPPING),
    getSummary: whileThere(() => fleet.getSummary({})),
    listAccounts: whileThere(() => ({ items: [] })),
    listOrganizations: whileThere(() => ({ items: [] })),
    listOperations: whileThere(() => ({
      items: [exampleOperation('succeeded')],
    })),
    getRole: async () => {
      throw new NotAllowedError('no');
    },
    getMappingHistory: async () => ({ items: [], pageInfo: {} }),
  };
  return {
    api: api as unknown as EscTrustApi,
    setAway: (next: boolean) => {
      isAway = next;
    },
  };
}

describe.each(Object.entries(PLACES))('%s', (_, [path, channel]) => {
  it('says that it could not be read again, and what it shows stays', async () => {
    const signals = fakeSignals();
    const { api, setAway } = fakeApi();
    renderInTestApp(
      <EntityProvider entity={exampleEntity()}>
        <Routes>
          <Route path="/esc-trust/mappings/*" element={<FleetPage />} />
          <Route path="/esc-trust/operations/*" element={<OperationsPage />} />
          <Route path="/tab" element={<EntityTrustTab />} />
          <Route path="/card" element={<EntityEscTrustCard />} />
        </Routes>
      </EntityProvider>,
      {
        apis: [
          [escTrustApiRef, api],
          [signalApiRef, signals.api],
        ],
        mountedRoutes: {
          '/esc-trust': rootRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
        initialRouteEntries: [path],
      },
    );
    const shown = () => screen.findAllByText(/payments\/|payments-/);
    await shown();
    expect(screen.queryByText(/be read again/)).not.toBeInTheDocument();

    setAway(true);
    signals.send(channel, { id: 'operation-1' });
    expect(
      await screen.findByText(
        /^Shown as read on .*20\d\d.* It could not be read again: The database is away$/,
      ),
    ).toBeInTheDocument();
    await shown();

    setAway(false);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(screen.queryByText(/be read again/)).not.toBeInTheDocument(),
    );
    await shown();
    expect(document.body).not.toHaveFocus();
  });
});
