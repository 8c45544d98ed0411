import { TranslationFunction } from '@backstage/frontend-plugin-api';
import {
  Mapping,
  TrustStatus,
} from '@internal/backstage-plugin-esc-trust-common';
import { Age, ageOf } from '../../model/age';
import { escTrustTranslationRef } from '../../translation';

/** What the cells of a page of mappings say beside names. */
export type CellWords = ReturnType<typeof cellWords>;

/**
 * Says everything once: rows mostly repeat what others say, and words are among
 * the dearest things of a row.
 */
export function cellWords(
  t: TranslationFunction<typeof escTrustTranslationRef.T>,
) {
  const statuses = new Map<TrustStatus, string>();
  const ages = new Map<string, string>();
  const said = <K>(words: Map<K, string>, key: K, say: () => string) => {
    const word = words.get(key) ?? say();
    words.set(key, word);
    return word;
  };
  const formatOf = ({ unit }: Age) => ({
    age: { range: unit, numeric: 'auto' as const },
  });
  return {
    status: (status: TrustStatus) =>
      said(statuses, status, () => t(`status.${status}`)),
    age(since: string) {
      const age = ageOf(since);
      return said(ages, `${age.value} ${age.unit}`, () =>
        t('fleet.age', { age: age.value, formatParams: formatOf(age) }),
      );
    },
    stale({ since, reason }: NonNullable<Mapping['stale']>) {
      const age = ageOf(since);
      return t('card.stale', {
        age: age.value,
        reason,
        formatParams: formatOf(age),
      });
    },
    more: (more: number) => t('fleet.moreEntities', { more }),
    roleUnknown: t('fleet.roleUnknown'),
    noOwner: t('fleet.noOwner'),
  };
}
