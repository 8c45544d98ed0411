import { stringifyEnvironmentRef } from '../claims/environment';
import { ClaimsTemplate, renderSubject } from '../claims/types';
import { evaluateTrustPolicy } from '../trust-policy/evaluateTrustPolicy';
import { TrustPolicy } from '../trust-policy/types';
import { OpeningReport } from './types';

function decide(
  policy: TrustPolicy,
  federated: string,
  claims: ClaimsTemplate,
): OpeningReport['decision'] {
  const { effect } = evaluateTrustPolicy(policy, {
    principal: { federated },
    claims,
  });
  return effect === 'implicit-deny' || effect === 'explicit-deny'
    ? 'deny'
    : effect;
}

/**
 * How an opening fares with the role.
 *
 * @param claims - a candidate of its claims
 * @param policy - undefined when it, or what the claims are made of, isn't known
 * @param federated - ARN of the identity provider, when it is known
 */
export function openingReport(
  claims: ClaimsTemplate,
  policy: TrustPolicy | undefined,
  federated: string | undefined,
): OpeningReport {
  const decision =
    policy && federated ? decide(policy, federated, claims) : 'unknown';
  const { opening } = claims;
  const opener =
    opening.kind !== 'direct' && opening.root
      ? stringifyEnvironmentRef(opening.root)
      : undefined;
  return {
    opening: opening.kind,
    ...(opener ? { opener } : {}),
    audience: claims.audience,
    subject: renderSubject(claims.subject),
    certainty: claims.certainty,
    decision,
  };
}
