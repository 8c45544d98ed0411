import { toError } from '@backstage/errors';
import { useAnalytics, useApi } from '@backstage/frontend-plugin-api';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { escTrustApiRef } from '../api';
import {
  BulkAssessment,
  forEachOfFew,
  startOf,
  withAssessed,
  withFailure,
} from '../model/fleet/bulkAssessment';

/** Each reads AWS and Pulumi Cloud: more at once would get in their way. */
const AT_ONCE = 4;

/**
 * Assesses several mappings when asked to.
 *
 * @param onAssessed - gets each mapping with its new report
 * @param onEnd - called when all are done, or when it was cancelled
 */
export function useBulkAssess(options: {
  onAssessed: (mapping: Mapping) => void;
  onEnd: () => void;
}) {
  const { onAssessed, onEnd } = options;
  const api = useApi(escTrustApiRef);
  const analytics = useAnalytics();
  const [bulk, setBulk] = useState<BulkAssessment>();
  const running = useRef<AbortController>();

  useEffect(() => () => running.current?.abort(), []);

  const change = useCallback(
    (step: (current: BulkAssessment) => BulkAssessment) =>
      setBulk(current => current && step(current)),
    [],
  );

  const start = useCallback(
    async (mappings: Mapping[]) => {
      running.current?.abort();
      const aborter = new AbortController();
      const { signal } = aborter;
      running.current = aborter;
      setBulk(startOf(mappings.length));
      analytics.captureEvent('assess', 'selected mappings', {
        value: mappings.length,
      });
      await forEachOfFew(
        mappings,
        { atOnce: AT_ONCE, signal },
        async before => {
          try {
            const after = await api.assessMapping(before.id, { signal });
            if (!signal.aborted) {
              change(current => withAssessed(current, before, after));
              onAssessed(after);
            }
          } catch (error) {
            if (!signal.aborted) {
              change(current => withFailure(current, toError(error)));
            }
          }
        },
      );
      if (running.current === aborter) {
        change(current => ({
          ...current,
          running: false,
          cancelled: signal.aborted,
        }));
        onEnd();
      }
    },
    [api, analytics, change, onAssessed, onEnd],
  );

  /** What is under way in the backend goes on there; nothing else is begun. */
  const cancel = useCallback(() => running.current?.abort(), []);
  const dismiss = useCallback(() => setBulk(undefined), []);

  return { bulk, start, cancel, dismiss };
}
