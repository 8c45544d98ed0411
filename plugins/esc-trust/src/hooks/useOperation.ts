import { useAnalytics, useApi } from '@backstage/frontend-plugin-api';
import { toError } from '@backstage/errors';
import {
  Mapping,
  Operation,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { escTrustApiRef } from '../api';
import { movedPlan } from '../model/operations/movedPlan';
import {
  EndedOperation,
  hasEnded,
  MappingOperationKind,
  OperationPhase,
  phaseOf,
} from '../model/operations/operationPhase';
import { useFollowedOperation } from './useFollowedOperation';

/** What an operation is called in analytics. */
const VERBS = { repair: 'repair', deprovision: 'remove' } as const;

/** An operation on a mapping, and what a user can do about it. */
export interface MappingOperation {
  phase: OperationPhase;
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
 * Plans and applies the repair or the removal of a mapping, and follows it to
 * its end.
 *
 * @param kind - which of them
 * @param mapping - the mapping
 * @param onEnd - called once, when the operation has ended
 */
export function useOperation(
  kind: MappingOperationKind,
  mapping: Mapping,
  onEnd: (operation: EndedOperation) => void,
): MappingOperation {
  const api = useApi(escTrustApiRef);
  const analytics = useAnalytics();
  const mappingId = mapping.id;
  const subject = stringifyEnvironmentRef(mapping.environment);
  const [phase, setPhase] = useState<OperationPhase>({ name: 'idle' });
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
        onEnd(operation);
      }
    },
    [onEnd],
  );

  const plan = useCallback(async () => {
    planning.current?.abort();
    const aborter = new AbortController();
    const { signal } = aborter;
    planning.current = aborter;
    idempotencyKey.current = randomKey();
    setPhase({ name: 'planning' });
    let next: OperationPhase;
    try {
      next = {
        name: 'planned',
        plan: await api.planOperation({ kind, mappingId }, { signal }),
      };
    } catch (error) {
      next = { name: 'refused', error: toError(error) };
    }
    if (!signal.aborted) {
      setPhase(next);
    }
  }, [api, kind, mappingId]);

  const start = useCallback(async () => {
    if (phase.name !== 'planned' || phase.starting) {
      return;
    }
    const { plan: agreed, moved } = phase;
    const { planDigest } = agreed;
    analytics.captureEvent(VERBS[kind], subject);
    setPhase({ name: 'planned', plan: agreed, moved, starting: true });
    try {
      follow(
        await api.startOperation(
          { kind, mappingId, planDigest },
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
  }, [api, analytics, kind, mappingId, subject, phase, follow]);

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

  useFollowedOperation(runningId, {
    operation: follow,
    error: error =>
      setPhase(current =>
        current.name === 'running' ? { ...current, error } : current,
      ),
  });

  return { phase, plan, start, cancel, leave };
}

/** Unlike `crypto.randomUUID`, this works without https too. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), part =>
    part.toString(36),
  ).join('-');
}
