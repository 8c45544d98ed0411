import { Operation } from '@internal/backstage-plugin-esc-trust-common';
import { exampleOperation } from '../src/testing/examplePlan';
import { exampleRemoval } from '../src/testing/exampleRemoval';
import { NEEDS_ATTENTION, ROLLED_BACK } from './exampleRepairs';

function started(
  operation: Operation,
  id: string,
  minutesAgo: number,
  seconds: number,
): Operation {
  const start = Date.now() - minutesAgo * 60_000;
  return {
    ...operation,
    id,
    createdAt: new Date(start).toISOString(),
    updatedAt: new Date(start + seconds * 1_000).toISOString(),
  };
}

const SUCCEEDED = exampleOperation('succeeded', new Array(7).fill('succeeded'));

/** One operation in every state, the latest first. */
export const EXAMPLE_OPERATIONS: Operation[] = [
  started(
    exampleOperation('applying', ['succeeded', 'applying']),
    'running',
    0,
    3,
  ),
  started(
    exampleOperation('rolling-back', [
      'succeeded',
      'succeeded',
      'succeeded',
      'failed',
    ]),
    'back',
    1,
    9,
  ),
  started(
    {
      ...SUCCEEDED,
      outcome: {
        ...SUCCEEDED.outcome,
        mappingId: 'acme/payments/dev',
        status: 'trusted',
      },
    },
    'repaired',
    12,
    14,
  ),
  started({ ...SUCCEEDED, kind: 'provision' }, 'provisioned', 65, 31),
  started(ROLLED_BACK, 'rolled-back', 300, 75),
  started(NEEDS_ATTENTION, 'attention', 2_900, 190),
  started(exampleRemoval('succeeded', 'succeeded'), 'removed', 10_000, 22),
];
