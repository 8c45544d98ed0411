import type { PolicyDocument } from './document';
import { judgeTrustPolicy } from './judge';
import { openPointsOf } from './openPoints';
import type { RandomTrustCase } from './randomTrust';

/** A request of a random case. @public */
export type RandomTrustRequest = RandomTrustCase['requests'][number];

/**
 * What another judge says of requests to one policy: `allow`, `unknown`, or
 * anything else for a deny.
 *
 * @public
 */
export type OtherJudge = (request: RandomTrustRequest) => string;

/** Where two judges differ. @public */
export interface JudgesDiffer {
  policy: PolicyDocument;
  request: RandomTrustRequest;
  other: string;
  judged: Array<'allow' | 'deny'>;
}

/** What a comparison of two judges found. @public */
export interface JudgeComparison {
  /** Requests that were compared; 0 when the other judge refuses the policy. */
  compared: number;
  /** How many the other judge allowed, denied and left open. */
  allowed: number;
  unknown: number;
  difference?: JudgesDiffer;
}

/**
 * Compares another judge with this package's own. `unknown` agrees with it only
 * where a rule is open, and where a key that is hidden could decide: then what is
 * hidden must not matter to what the other decides.
 *
 * @param trustCase - a policy and requests to it
 * @param prepare - the other judge; gives `undefined` for a document that AWS
 *   would refuse
 * @param hidden - context keys that the other judge isn't told
 * @public
 */
export function compareJudges(
  trustCase: RandomTrustCase,
  prepare: (policy: PolicyDocument) => OtherJudge | undefined,
  hidden: string[] = [],
): JudgeComparison {
  const { policy, requests } = trustCase;
  const counts: JudgeComparison = { compared: 0, allowed: 0, unknown: 0 };
  const otherJudge = prepare(policy);
  if (!otherJudge) {
    return counts;
  }
  for (const request of requests) {
    const known = Object.fromEntries(
      Object.entries(request.context).filter(([key]) => !hidden.includes(key)),
    );
    const other = otherJudge({ ...request, context: known });
    counts.compared += 1;
    counts.allowed += Number(other === 'allow');
    counts.unknown += Number(other === 'unknown');
    const possible = hidden.length > 0 ? requests.slice(0, 2) : [];
    const judged = [request, ...possible].map(({ context }) =>
      judgeTrustPolicy(policy, {
        ...request,
        context: {
          ...known,
          ...Object.fromEntries(hidden.map(key => [key, context[key]])),
        },
      }),
    );
    const agrees =
      other === 'unknown'
        ? openPointsOf(policy, known).length > 0
        : judged.every(one => (one === 'allow') === (other === 'allow'));
    if (!agrees) {
      return { ...counts, difference: { policy, request, other, judged } };
    }
  }
  return counts;
}
