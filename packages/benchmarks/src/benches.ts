import { Bench } from './bench';
import { evaluator } from './evaluator';
import { trustDifferential } from './trustDifferential';

/**
 * Every benchmark by the name that `npm run bench -- NAME` takes.
 *
 * @public
 */
export const benches: Readonly<Record<string, Bench>> = {
  evaluator,
  'trust-differential': trustDifferential,
};
