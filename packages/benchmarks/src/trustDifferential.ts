import { parseArgs } from 'node:util';
import {
  claimsFor,
  compileTrustPolicy,
  parseTrustPolicy,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  compareClaims,
  compareJudges,
  ExpectedClaims,
  OtherJudge,
  PolicyDocument,
  RandomOpening,
  randomOpenings,
  randomTrustCases,
} from '@internal/cloud-simulator';
import { Bench, BenchFigure } from './bench';

type Say = (line: string) => void;

const COMPARISONS = 1_000_000;
/** Keys that a portal doesn't know; the judge tries several values for them. */
const HIDDEN = ['aws:SourceIp', 'sts:RoleSessionName'];

/**
 * The trust engine against the cloud simulator: its decisions against the
 * simulator's own judge, over random policies and requests, and its claims
 * against the tokens that the simulator mints, over random openings.
 *
 * @remarks
 * Takes `--seed=NUMBER` (default: the time) and `--comparisons=NUMBER`, how many
 * of each.
 */
export const trustDifferential: Bench = (args, say) => {
  const { values } = parseArgs({
    args,
    options: { seed: { type: 'string' }, comparisons: { type: 'string' } },
  });
  const seed = wholeNumber('seed', values.seed) ?? Date.now() % 2 ** 31;
  const goal = wholeNumber('comparisons', values.comparisons) ?? COMPARISONS;
  say(`seed ${seed}: repeat with npm run bench -- … --seed=${seed}`);
  return [
    ...comparePolicies(seed, goal, say),
    ...compareOpenings(seed, goal, say),
  ];
};

function comparePolicies(seed: number, goal: number, say: Say): BenchFigure[] {
  const next = randomTrustCases(seed);
  let compared = 0;
  let allowed = 0;
  let unknown = 0;
  let differences = 0;
  for (let i = 0; compared < goal; i++) {
    const result = compareJudges(next(), engine, i % 4 === 0 ? HIDDEN : []);
    compared += result.compared;
    allowed += result.allowed;
    unknown += result.unknown;
    if (result.difference) {
      differences += 1;
      say(`difference: ${JSON.stringify(result.difference)}`);
    }
  }
  say(
    `decisions: allowed ${share(allowed, compared)}, unknown by rule ${share(
      unknown,
      compared,
    )}`,
  );
  return figures('decisions', compared, 'pairs of policy and request', {
    differences,
    unit: 'policies',
  });
}

function compareOpenings(seed: number, goal: number, say: Say): BenchFigure[] {
  const next = randomOpenings(seed);
  let possible = 0;
  let documented = 0;
  let differences = 0;
  for (let i = 0; i < goal; i++) {
    const result = compareClaims(next(), expectedClaims);
    possible += result.possible;
    documented += result.documented;
    if (result.difference) {
      differences += 1;
      say(`difference: ${JSON.stringify(result.difference)}`);
    }
  }
  say(`claims: ${possible} tokens, documented ${share(documented, possible)}`);
  return figures('claims', goal, 'openings', { differences, unit: 'openings' });
}

function figures(
  what: string,
  compared: number,
  unit: string,
  found: { differences: number; unit: string },
): BenchFigure[] {
  return [
    {
      name: `${what} compared`,
      value: compared,
      unit,
      goal: { atLeast: COMPARISONS },
    },
    {
      name: `${what} that differ`,
      value: found.differences,
      unit: found.unit,
      goal: { atMost: 0 },
    },
  ];
}

function share(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(1)} %`;
}

function expectedClaims(random: RandomOpening): ExpectedClaims[] {
  const { environment, subjectAttributes, opening, issuer } = random;
  return claimsFor({
    environment,
    login: { subjectAttributes },
    opening,
    issuer,
  });
}

function engine(document: PolicyDocument): OtherJudge | undefined {
  const { policy } = parseTrustPolicy(document);
  if (!policy) {
    return undefined;
  }
  const compiled = compileTrustPolicy(policy);
  return ({ federated, action, claims, context }) =>
    compiled.decide({
      principal: { federated },
      action,
      claims: { audience: claims.aud, subject: claims.sub },
      context,
    });
}

function wholeNumber(
  name: string,
  text: string | undefined,
): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d{1,15}$/.test(text)) {
    throw new Error(`--${name} takes a whole number, not ${text}`);
  }
  return Number(text);
}
