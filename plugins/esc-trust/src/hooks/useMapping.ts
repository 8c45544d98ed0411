import { useApi } from '@backstage/frontend-plugin-api';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useRef, useState } from 'react';
import { escTrustApiRef } from '../api';
import { isDenied } from '../model/errors/isDenied';
import { isNotFound } from '../model/errors/isNotFound';
import { MAPPINGS_CHANNEL, NUDGE_SPREAD_MS } from '../model/signals';
import { withSameTrust } from '../model/report/withSameTrust';
import { useLatest } from './useLatest';
import { useNudge } from './useNudge';

/**
 * Loads one mapping, again when a signal says that some have changed. What was
 * read stays when it can't be read again for the moment; when it is gone, as long
 * as somebody holds it.
 *
 * @param id - of the mapping
 * @returns how that is going; `isGone`: it was there; `update` shows the mapping
 *   as it is now; `hold` is told whether a dialog is open about it
 */
export function useMapping(id: string) {
  const api = useApi(escTrustApiRef);
  // Told while it is being read: newer than the answer may be.
  const told = useRef<Mapping>();
  const shown = useRef<Mapping[]>([]);
  const loaded = useLatest(
    useCallback(
      async (signal: AbortSignal) => {
        told.current = undefined;
        const mapping = await api.getMapping(id, { signal });
        return pick(told.current, withSameTrust(mapping, shown.current));
      },
      [api, id],
    ),
  );
  const { value, loading, error, unread, retry, update: change } = loaded;
  shown.current = value ? [value] : [];
  useNudge(MAPPINGS_CHANNEL, retry, NUDGE_SPREAD_MS);

  const update = useCallback(
    (mapping: Mapping) => {
      told.current = mapping;
      change(current => pick(mapping, current));
    },
    [change],
  );

  const [isHeld, hold] = useState(false);
  const last = useRef<Mapping>();
  if (value) {
    last.current = value;
  }
  const known = last.current?.id === id ? last.current : undefined;
  const held = isHeld && !(error && isDenied(error)) ? known : undefined;
  const mapping = value?.id === id ? value : held;
  const wasGone = useRef(false);
  const isGone =
    !mapping &&
    known !== undefined &&
    (loading ? wasGone.current : error !== undefined && isNotFound(error));
  wasGone.current = isGone;
  return { loading, error, unread, mapping, isGone, retry, update, hold };
}

/** The newer one, unless another mapping's page has come in its place since. */
function pick(newer: Mapping | undefined, older: Mapping): Mapping {
  return newer?.id === older.id ? newer : older;
}
