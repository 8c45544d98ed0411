import { InputError } from '@backstage/errors';
import { ClaimsTemplate, isFixedSubject, renderSubject } from '../claims/types';
import { issuerHostPath } from '../claims/issuer';
import { ourStatement } from './ourStatements';
import { checkQuota, TRUST_POLICY_QUOTA } from './policyQuota';
import { TrustPolicyDocument } from './types';

/**
 * The trust policy that admits exactly these claims.
 *
 * @remarks
 * One statement per audience, each with exact values for both claims: the shape
 * that Pulumi's own CLI writes. Of the legacy project `default` both possible
 * subjects are admitted when the claims hold both, as `claimsFor` makes them;
 * the trust report has the finding `legacy-default-project` for it.
 *
 * @param options - ARN of the identity provider and the claims to admit; a
 *   claim with parts known only on opening can't be admitted exactly. `quota`:
 *   characters that AWS allows, default 2048
 * @throws InputError for such a claim, and when the quota is exceeded
 * @public
 */
export function suggestTrustPolicy(options: {
  identityProviderArn: string;
  claims: ClaimsTemplate[];
  quota?: number;
}): TrustPolicyDocument {
  const { identityProviderArn, claims, quota = TRUST_POLICY_QUOTA } = options;
  const open = claims.find(template => !isFixedSubject(template.subject));
  if (open) {
    throw new InputError(
      `The subject ${renderSubject(
        open.subject,
      )} depends on who opens the environment: remove that subject attribute or write the policy by hand`,
    );
  }
  const byAudience = new Map<string, { issuer: string; subjects: string[] }>();
  for (const { audience, issuer, subject } of claims) {
    const entry = byAudience.get(audience) ?? { issuer, subjects: [] };
    const text = renderSubject(subject);
    if (!entry.subjects.includes(text)) {
      entry.subjects.push(text);
    }
    byAudience.set(audience, entry);
  }
  const document: TrustPolicyDocument = {
    Version: '2012-10-17',
    Statement: [...byAudience].map(([audience, { issuer, subjects }]) =>
      ourStatement({
        identityProviderArn,
        issuer: issuerHostPath(issuer),
        audience,
        subjects,
      }),
    ),
  };
  checkQuota(document, quota);
  return document;
}
