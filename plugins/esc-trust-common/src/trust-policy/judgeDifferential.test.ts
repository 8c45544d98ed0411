/** @jest-environment node */
// The tests alone run in Node; nothing of the simulator gets into the package.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import { compareJudges, randomTrustCases } from '@internal/cloud-simulator';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { compileTrustPolicy } from './compileTrustPolicy';
import { parseTrustPolicy } from './parseTrustPolicy';

// The cloud simulator judges by code of its own, written from AWS's rules: a
// bug would have to be made twice to stay unseen here. `unknown` is allowed only
// where AWS documents no outcome, or where a key's value isn't stated.

const PAIRS = 110_000;
const CASES = propertyRuns(Infinity);
/** Keys that a portal doesn't know; the judge tries several values for them. */
const HIDDEN = ['aws:SourceIp', 'sts:RoleSessionName'];
const SEED = Number(process.env.TRUST_SEED ?? Date.now() % 2 ** 31);

describe('against the judge of the cloud simulator', () => {
  it(`decides as the judge does (TRUST_SEED=${SEED})`, () => {
    const next = randomTrustCases(SEED);
    const total = { compared: 0, allowed: 0, unknown: 0 };
    for (let i = 0; i < CASES && total.compared < PAIRS; i++) {
      const { difference, compared, allowed, unknown } = compareJudges(
        next(),
        document => {
          const { policy } = parseTrustPolicy(document);
          const compiled = policy && compileTrustPolicy(policy);
          return (
            compiled &&
            (({ federated, action, claims, context }) =>
              compiled.decide({
                principal: { federated },
                action,
                claims: { audience: claims.aud, subject: claims.sub },
                context,
              }))
          );
        },
        i % 4 === 0 ? HIDDEN : [],
      );
      expect({ seed: SEED, difference }).toEqual({ seed: SEED });
      total.compared += compared;
      total.allowed += allowed;
      total.unknown += unknown;
    }
    // A comparison that only ever sees denials would prove little.
    expect(total.allowed / total.compared).toBeGreaterThan(0.1);
    expect(total.unknown / total.compared).toBeLessThan(0.25);
  }, 60_000);
});
