import { useApi } from '@backstage/frontend-plugin-api';
import { toError } from '@backstage/errors';
import {
  Mapping,
  Operation,
  RepairRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { escTrustApiRef } from '../api';
import { isDenied } from '../model/isDenied';
import { movedPlan } from '../model/movedPlan';
import { hasEnded, phaseOf, RepairPhase } from '../model/repairPhase';

/** A running operation is read this often. */
const POLL_MS = 1_000;

/** A repair, and what a user can do about it. */
export interface Repair {
  phase: RepairPhase;
  /** Looks at what is there and makes a plan. */
  plan(): void;
  /** Applies the plan that is shown. */
  start(): void;
  /** Takes back what runs. */
  cancel(): void;
  /** Forgets everything but what runs: that goes on. */
  leave(): void;
}

/**
 * Plans and applies the repair of a mapping, and follows it to its end.
 *
 * @param mappingId - of the mapping
 * @param onEnd - gets the mapping as it is when the operation has ended
 */
export function useRepair(
  mappingId: string,
  onEnd: (mapping: Mapping) => void,
): Repair {
  const api = useApi(escTrustApiRef);
  const [phase, setPhase] = useState<RepairPhase>({ name: 'idle' });
  const planning = useRef<AbortController>();
  const idempotencyKey = useRef('');

  const follow = useCallback(
    (operation: Operation) => {
      const next = phaseOf(operation);
      setPhase(current =>
        next.name === 'running' && current.name === 'running'
          ? { ...next, cancelling: current.cancelling }
          : next,
      );
      if (hasEnded(operation)) {
        // Whoever can't read it now sees it when the page is loaded again.
        api.getMapping(mappingId).then(onEnd, () => {});
      }
    },
    [api, mappingId, onEnd],
  );

  const plan = useCallback(async () => {
    planning.current?.abort();
    const aborter = new AbortController();
    const { signal } = aborter;
    planning.current = aborter;
    idempotencyKey.current = randomKey();
    setPhase({ name: 'planning' });
    let next: RepairPhase;
    try {
      const request: RepairRequest = { kind: 'repair', mappingId };
      next = {
        name: 'planned',
        plan: await api.planOperation(request, { signal }),
      };
    } catch (error) {
      next = { name: 'refused', error: toError(error) };
    }
    if (!signal.aborted) {
      setPhase(next);
    }
  }, [api, mappingId]);

  const start = useCallback(async () => {
    if (phase.name !== 'planned' || phase.starting) {
      return;
    }
    const { plan: agreed, moved } = phase;
    const { planDigest } = agreed;
    setPhase({ name: 'planned', plan: agreed, moved, starting: true });
    try {
      follow(
        await api.startOperation(
          { kind: 'repair', mappingId, planDigest },
          // Should the answer get lost, the second try finds the same operation.
          { idempotencyKey: idempotencyKey.current },
        ),
      );
    } catch (error) {
      const newPlan = movedPlan(error);
      setPhase(
        newPlan
          ? { name: 'planned', plan: newPlan, moved: true }
          : { name: 'planned', plan: agreed, moved, error: toError(error) },
      );
    }
  }, [api, mappingId, phase, follow]);

  const runningId = phase.name === 'running' ? phase.operation.id : undefined;

  const cancel = useCallback(async () => {
    if (!runningId) {
      return;
    }
    const whileRunning = (change: { cancelling: boolean; error?: Error }) =>
      setPhase(current =>
        current.name === 'running' ? { ...current, ...change } : current,
      );
    whileRunning({ cancelling: true, error: undefined });
    try {
      await api.cancelOperation(runningId);
    } catch (error) {
      whileRunning({ cancelling: false, error: toError(error) });
    }
  }, [api, runningId]);

  const leave = useCallback(() => {
    planning.current?.abort();
    setPhase(current =>
      current.name === 'running' ||
      (current.name === 'planned' && current.starting)
        ? current
        : { name: 'idle' },
    );
  }, []);

  useEffect(() => () => planning.current?.abort(), []);

  useEffect(() => {
    if (!runningId) {
      return undefined;
    }
    const aborter = new AbortController();
    const { signal } = aborter;
    let timer: ReturnType<typeof setTimeout>;
    const poll = async () => {
      try {
        const operation = await api.getOperation(runningId, { signal });
        if (!signal.aborted) {
          follow(operation);
        }
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        setPhase(current =>
          current.name === 'running'
            ? { ...current, error: toError(error) }
            : current,
        );
        if (isDenied(error)) {
          // Asking again wouldn't help; the operation goes on unseen.
          return;
        }
      }
      if (!signal.aborted) {
        timer = setTimeout(poll, POLL_MS);
      }
    };
    timer = setTimeout(poll, POLL_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [api, runningId, follow]);

  return { phase, plan, start, cancel, leave };
}

/** Unlike `crypto.randomUUID`, this works without https too. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), part =>
    part.toString(36),
  ).join('-');
}
