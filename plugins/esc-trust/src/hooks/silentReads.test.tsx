import { TestApiProvider } from '@backstage/frontend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  EscTrustApi,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { act, renderHook } from '@testing-library/react';
import { ReactNode } from 'react';
import { fakeSignals } from '../__testUtils__/fakeSignals';
import { escTrustApiRef } from '../api';
import { MAPPINGS_CHANNEL, NUDGE_SPREAD_MS } from '../model/signals';
import { exampleEntity } from '../testing/exampleEntity';
import { exampleMapping } from '../testing/exampleMapping';
import { useMapping } from './useMapping';
import { useTrustRows } from './useTrustRows';

const TRUSTED = exampleMapping('acme/payments/prod', {}, { id: 'some-id' });
const UNTRUSTED: Mapping = {
  ...TRUSTED,
  trust: { ...TRUSTED.trust, status: 'untrusted' },
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function useShownMapping() {
  const { mapping, ...rest } = useMapping('some-id');
  return { ...rest, trust: mapping?.trust, status: mapping?.trust.status };
}

function useShownRow() {
  const { rows, ...rest } = useTrustRows(exampleEntity());
  const [row] = rows;
  const trust = row?.kind === 'mapping' ? row.mapping.trust : undefined;
  return { ...rest, trust, status: trust?.status };
}

/** What is shown of one mapping: by its own page, and by those of its entity. */
const SHOWN = {
  'a mapping’s page': useShownMapping,
  'an entity’s rows': useShownRow,
};

describe.each(Object.keys(SHOWN) as Array<keyof typeof SHOWN>)(
  '%s, read again because of a signal',
  name => {
    let answers: Array<(answer: Mapping | Error) => void>;
    const api = {
      getMapping: () =>
        new Promise<Mapping>((resolve, reject) =>
          answers.push(answer =>
            answer instanceof Error ? reject(answer) : resolve(answer),
          ),
        ),
      listMappings: async () => {
        const mapping = await api.getMapping();
        return { items: [mapping], totalItems: 1, pageInfo: {} };
      },
    };

    const render = async () => {
      answers = [];
      const signals = fakeSignals();
      const client = api as Partial<EscTrustApi> as EscTrustApi;
      const { result } = renderHook(() => SHOWN[name](), {
        wrapper: (props: { children: ReactNode }) => (
          <TestApiProvider
            apis={[
              [signalApiRef, signals.api],
              [escTrustApiRef, client],
            ]}
          >
            {props.children}
          </TestApiProvider>
        ),
      });
      await act(async () => answers[0](TRUSTED));
      return {
        result,
        nudge: async () => {
          signals.send(MAPPINGS_CHANNEL, {});
          await act(async () => jest.advanceTimersByTime(NUDGE_SPREAD_MS));
        },
      };
    };

    it('stays while it is read, and shows what is new', async () => {
      const { result, nudge } = await render();
      await nudge();
      expect(result.current.status).toBe('trusted');

      await act(async () => answers[1](UNTRUSTED));
      expect(result.current.status).toBe('untrusted');
    });

    it('is the very same report when nothing is new, so that nothing else is read', async () => {
      const { result, nudge } = await render();
      const before = result.current.trust;
      await nudge();
      await act(async () => answers[1](structuredClone(TRUSTED)));
      expect(result.current.trust).toBe(before);
    });

    it('stays when that goes wrong, so that no dialog is closed', async () => {
      const { result, nudge } = await render();
      await nudge();
      await act(async () => answers[1](new Error('away')));
      expect(result.current.status).toBe('trusted');
      expect(result.current.unread?.error).toEqual(new Error('away'));
    });

    it('goes when the user may not see it any more', async () => {
      const { result, nudge } = await render();
      await nudge();
      await act(async () => answers[1](new NotAllowedError('no')));
      expect(result.current.status).toBeUndefined();
      expect(result.current.error).toBeDefined();
    });

    it('keeps what was told while an older answer was on its way', async () => {
      const { result, nudge } = await render();
      await nudge();
      act(() => result.current.update(UNTRUSTED));
      await act(async () => answers[1](TRUSTED));
      expect(result.current.status).toBe('untrusted');

      await nudge();
      await act(async () => answers[2](TRUSTED));
      expect(result.current.status).toBe('trusted');
    });
  },
);

it('shows no other mapping for which an answer comes late', async () => {
  const other = exampleMapping('acme/payments/dev', {}, { id: 'other' });
  const client: Partial<EscTrustApi> = {
    getMapping: async id => (id === 'other' ? other : TRUSTED),
  };
  const { result, rerender } = renderHook(({ id }) => useMapping(id), {
    initialProps: { id: 'some-id' },
    wrapper: (props: { children: ReactNode }) => (
      <TestApiProvider apis={[[escTrustApiRef, client as EscTrustApi]]}>
        {props.children}
      </TestApiProvider>
    ),
  });
  await act(async () => {});
  const { update } = result.current;
  rerender({ id: 'other' });
  act(() => update(UNTRUSTED));
  await act(async () => {});
  expect(result.current.mapping).toBe(other);
  act(() => update(UNTRUSTED));
  expect(result.current.mapping).toBe(other);
});
