import { Bench } from './bench';
import { engineSize } from './engineSize';
import { evaluator } from './evaluator';
import { provisioningFuzz } from './provisioningFuzz';
import { trustDifferential } from './trustDifferential';

/**
 * Every benchmark by the name that `npm run bench -- NAME` takes.
 *
 * @public
 */
export const benches: Readonly<Record<string, Bench>> = {
  'engine-size': engineSize,
  evaluator,
  'provisioning-fuzz': provisioningFuzz,
  'trust-differential': trustDifferential,
};
