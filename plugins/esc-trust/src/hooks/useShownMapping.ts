import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { useState } from 'react';

/**
 * Which of several mappings is shown: the chosen one, else the first. That stays,
 * though another may come first meanwhile.
 *
 * @param mappings - those that there are now
 * @param chosen - ID of one, perhaps of another one
 * @returns `wanted`: the chosen one; `gone`: the one that was shown until it
 *   went
 */
export function useShownMapping(mappings: Mapping[], chosen?: string) {
  const byId = (id?: string) => mappings.find(mapping => mapping.id === id);
  const wanted = byId(chosen);
  const [last, setLast] = useState({ chosen, shown: wanted ?? mappings[0] });
  const [gone, setGone] = useState<Mapping>();
  const isSameChoice = last.chosen === chosen;
  const kept = isSameChoice ? byId(last.shown?.id) : undefined;
  const shown: Mapping | undefined = wanted ?? kept ?? mappings[0];
  if (!isSameChoice || last.shown?.id !== shown?.id) {
    setGone(isSameChoice && !kept ? last.shown : undefined);
    setLast({ chosen, shown });
  }
  return { wanted, shown, gone };
}
