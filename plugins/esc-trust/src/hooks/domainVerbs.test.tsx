import { analyticsApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import {
  EscTrustApi,
  Finding,
} from '@internal/backstage-plugin-esc-trust-common';
import { act, renderHook, waitFor } from '@testing-library/react';
import { ReactNode } from 'react';
import { escTrustApiRef } from '../api';
import { exampleMapping } from '../testing/exampleMapping';
import { exampleOperation, examplePlan } from '../testing/examplePlan';
import { exampleRemovalPlan } from '../testing/exampleRemoval';
import { useAcceptance } from './useAcceptance';
import { useAssess } from './useAssess';
import { useBulkAssess } from './useBulkAssess';
import { useForget } from './useForget';
import { useIgnore } from './useIgnore';
import { useOperation } from './useOperation';
import { useOperationDetails } from './useOperationDetails';
import { useVerify } from './useVerify';

const NAME = 'acme/payments/dev';
const MAPPING = exampleMapping(NAME);
const FINDING: Finding = {
  code: 'SUBJECT_TOO_WIDE',
  severity: 'warning',
  message: 'Others can assume the role.',
  fingerprint: 'f1',
};
const RUNNING = exampleOperation('applying');

const analytics = mockApis.analytics();

const API: Partial<EscTrustApi> = {
  assessMapping: async () => MAPPING,
  verifyMapping: async () => MAPPING,
  changeMapping: async () => MAPPING,
  forgetMapping: async () => {},
  acceptFinding: async () => MAPPING,
  withdrawAcceptance: async () => MAPPING,
  planOperation: async ({ kind }) =>
    kind === 'deprovision' ? exampleRemovalPlan() : examplePlan(),
  startOperation: async () => RUNNING,
  getOperation: async () => RUNNING,
  cancelOperation: async () => RUNNING,
};

function render<T>(use: () => T) {
  const client = API as EscTrustApi;
  const { result } = renderHook(use, {
    wrapper: (props: { children: ReactNode }) => (
      <TestApiProvider
        apis={[
          [analyticsApiRef, analytics],
          [escTrustApiRef, client],
        ]}
      >
        {props.children}
      </TestApiProvider>
    ),
  });
  return result;
}

const nothing = () => {};

/** Somebody uses a hook. */
async function using<T>(use: () => T, deed: (hook: T) => unknown) {
  const result = render(use);
  await act(async () => {
    await deed(result.current);
  });
}

/** What somebody does, and what it is called. */
const DEEDS: Array<
  [
    verb: string,
    subject: string,
    deed: () => Promise<void>,
    value: number | undefined,
  ]
> = [
  [
    'assess',
    NAME,
    () =>
      using(
        () => useAssess(MAPPING, nothing),
        ({ assess }) => assess(),
      ),
    undefined,
  ],
  [
    'assess',
    'selected mappings',
    () =>
      using(
        () => useBulkAssess({ onAssessed: nothing, onEnd: nothing }),
        ({ start }) => start([MAPPING, exampleMapping('acme/payments/prod')]),
      ),
    2,
  ],
  [
    'verify',
    NAME,
    () =>
      using(
        () => useVerify(MAPPING, nothing),
        ({ verify }) => verify(),
      ),
    undefined,
  ],
  [
    'accept',
    FINDING.code,
    () =>
      using(
        () => useAcceptance(MAPPING, FINDING, nothing),
        ({ accept }) =>
          accept({ reason: 'It is shared', until: '2027-01-01T00:00:00Z' }),
      ),
    undefined,
  ],
  [
    'withdraw',
    FINDING.code,
    () =>
      using(
        () => useAcceptance(MAPPING, FINDING, nothing),
        ({ withdraw }) => withdraw(),
      ),
    undefined,
  ],
  ['repair', NAME, () => planAndStart('repair'), undefined],
  ['remove', NAME, () => planAndStart('deprovision'), undefined],
  ['cancel', NAME, cancelOperation, undefined],
  [
    'ignore',
    NAME,
    () =>
      using(
        () => useIgnore(MAPPING, nothing),
        ({ ignore }) => ignore(true),
      ),
    undefined,
  ],
  [
    'unignore',
    NAME,
    () =>
      using(
        () => useIgnore(MAPPING, nothing),
        ({ ignore }) => ignore(false),
      ),
    undefined,
  ],
  [
    'forget',
    NAME,
    () =>
      using(
        () => useForget(MAPPING),
        ({ forget }) => forget(),
      ),
    undefined,
  ],
];

async function planAndStart(kind: 'repair' | 'deprovision') {
  const operation = render(() => useOperation(kind, MAPPING, nothing));
  await act(async () => operation.current.plan());
  await act(async () => operation.current.start());
}

async function cancelOperation() {
  const details = render(() => useOperationDetails('operation-1'));
  await waitFor(() => {
    if (!details.current.operation) {
      throw new Error('It is on its way');
    }
  });
  await act(async () => {
    await details.current.cancel();
  });
}

describe('what somebody does', () => {
  beforeEach(() => {
    analytics.getEvents().length = 0;
  });

  it.each(DEEDS)(
    'is counted as: %s %s',
    async (action, subject, deed, value) => {
      await deed();
      expect(
        analytics
          .getEvents()
          .map(event => [event.action, event.subject, event.value]),
      ).toEqual([[action, subject, value]]);
    },
  );
});
