import { Bench } from './bench';
import { engineSize } from './engineSize';
import { evaluator } from './evaluator';
import { event } from './event';
import { fleet } from './fleet/fleet';
import { fleetFaults } from './fleet/fleetFaults';
import { replicas } from './fleet/replicas';
import { provisioningFuzz } from './provisioningFuzz';
import { rest } from './rest';
import { restFuzz } from './restFuzz';
import { trustDifferential } from './trustDifferential';
import { ui } from './ui';

/**
 * Every benchmark by the name that `npm run bench -- NAME` takes.
 *
 * @public
 */
export const benches: Readonly<Record<string, Bench>> = {
  'engine-size': engineSize,
  evaluator,
  event,
  fleet,
  'fleet-faults': fleetFaults,
  'provisioning-fuzz': provisioningFuzz,
  replicas,
  rest,
  'rest-fuzz': restFuzz,
  'trust-differential': trustDifferential,
  ui,
};
