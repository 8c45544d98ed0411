import { parseArgs } from 'node:util';
import {
  compileTrustPolicy,
  parseTrustPolicy,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  compareJudges,
  OtherJudge,
  PolicyDocument,
  randomTrustCases,
} from '@internal/cloud-simulator';
import { Bench } from './bench';

const COMPARISONS = 1_000_000;
/** Keys that a portal doesn't know; the judge tries several values for them. */
const HIDDEN = ['aws:SourceIp', 'sts:RoleSessionName'];

/**
 * The trust engine against the cloud simulator's own judge, over random
 * policies and requests.
 *
 * @remarks Takes `--seed=NUMBER` (default: the time) and `--comparisons=NUMBER`.
 */
export const trustDifferential: Bench = (args, say) => {
  const { values } = parseArgs({
    args,
    options: { seed: { type: 'string' }, comparisons: { type: 'string' } },
  });
  const seed = wholeNumber('seed', values.seed) ?? Date.now() % 2 ** 31;
  const goal = wholeNumber('comparisons', values.comparisons) ?? COMPARISONS;
  say(`seed ${seed}: repeat with npm run bench -- … --seed=${seed}`);
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
  const share = (part: number) => `${((part / compared) * 100).toFixed(1)} %`;
  say(`allowed ${share(allowed)}, unknown by rule ${share(unknown)}`);
  return [
    {
      name: 'comparisons',
      value: compared,
      unit: 'pairs of policy and request',
      goal: { atLeast: COMPARISONS },
    },
    {
      name: 'differences',
      value: differences,
      unit: 'policies',
      goal: { atMost: 0 },
    },
  ];
};

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
