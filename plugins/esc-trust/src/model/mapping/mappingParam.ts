/** The query parameter of the tab that says which mapping is shown. */
export const MAPPING_PARAM = 'mapping';

/**
 * The address of one mapping on the tab of an entity.
 *
 * @param tab - path of the tab
 * @param mappingId - of the mapping
 */
export function mappingHref(tab: string, mappingId: string): string {
  return `${tab}?${new URLSearchParams({ [MAPPING_PARAM]: mappingId })}`;
}
