/** @jest-environment node */
// The tests alone run in Node; nothing of the simulator gets into the package.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import { compareClaims, randomOpenings } from '@internal/cloud-simulator';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { claimsFor } from './claimsFor';

// The cloud simulator mints by code of its own, written from Pulumi's rules,
// under every reading of what they leave open: the candidates must be exactly
// these tokens, and call documented what is.

const OPENINGS = propertyRuns(100_000);
const SEED = Number(process.env.CLAIMS_SEED ?? Date.now() % 2 ** 31);

describe('against the tokens of the cloud simulator', () => {
  it(`has exactly what may be minted (CLAIMS_SEED=${SEED})`, () => {
    const next = randomOpenings(SEED);
    let possible = 0;
    let documented = 0;
    let difference: unknown;
    for (let i = 0; i < OPENINGS && !difference; i++) {
      const result = compareClaims(
        next(),
        ({ environment, subjectAttributes, opening, issuer }) =>
          claimsFor({
            environment,
            login: { subjectAttributes },
            opening,
            issuer,
          }),
      );
      difference = result.difference;
      possible += result.possible;
      documented += result.documented;
    }
    expect({ seed: SEED, difference }).toEqual({ seed: SEED });
    // Openings that are all certain, or none, would prove little.
    expect(possible / OPENINGS).toBeGreaterThan(1.2);
    expect(documented / possible).toBeGreaterThan(0.1);
    expect(documented / possible).toBeLessThan(0.9);
  }, 60_000);
});
