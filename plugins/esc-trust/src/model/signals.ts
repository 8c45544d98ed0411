/**
 * Says `{ id }` to those who may read an operation: it got further.
 */
export const OPERATIONS_CHANNEL = 'esc-trust:operations';

/** Says nothing but that some mapping has another status now. */
export const MAPPINGS_CHANNEL = 'esc-trust:mappings';

/** All who are told at once that mappings have changed read within this time. */
export const NUDGE_SPREAD_MS = 2_000;
