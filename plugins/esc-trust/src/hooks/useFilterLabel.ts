import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { ChosenFilter } from '../model/fleet/fleetFilters';
import { accountName, ownerName } from '../model/fleet/filterWords';
import {
  ACCESSES,
  EXPOSURES,
  MAPPING_SOURCES,
  STATUSES,
} from '../model/fleet/fleetQuery';
import { escTrustTranslationRef } from '../translation';

/** Says a chosen value of a filter as people do. */
export function useFilterLabel(accountTitles: ReadonlyMap<string, string>) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return useCallback(
    ({ name, value }: ChosenFilter): string => {
      const status = STATUSES.find(known => known === value);
      const access = ACCESSES.find(known => known === value);
      const exposure = EXPOSURES.find(known => known === value);
      const source = MAPPING_SOURCES.find(known => known === value);
      if (name === 'status' && status) {
        return t(`status.${status}`);
      }
      if (name === 'access' && access) {
        return t(`fleet.accessValue.${access}`);
      }
      if (name === 'exposure' && exposure) {
        return t(`fleet.exposureValue.${exposure}`);
      }
      if (name === 'source' && source) {
        return t(`fleet.origin.${source}`);
      }
      if (name === 'accountId') {
        return accountName(value, accountTitles);
      }
      return name === 'ownerRef' ? ownerName(value) : value;
    },
    [t, accountTitles],
  );
}
