import { claimsFor } from '../../claims/claimsFor';
import { EnvironmentRef } from '../../claims/environment';
import { Opening } from '../../claims/types';
import { analyzeExposure } from '../analyzeExposure';
import { parseTrustPolicy } from '../parseTrustPolicy';
import { policyOf, PROVIDER } from './policies';

/** What Pulumi's subjects of the organization acme start with. */
export const O = 'pulumi:environments:org:acme:env:';
export const C = 'pulumi:environments:pulumi.organization.login:acme';
export const CURRENT = `${C}:currentEnvironment.name:`;
export const ROOT = `${C}:rootEnvironment.name:`;

/** The login that is meant to pass; by default that of acme/payments/prod. */
export interface Meant {
  attributes?: string[];
  environment?: EnvironmentRef;
  opening?: Opening;
}

/** The verdict, then why the witnesses are strangers. */
export function exposureOf(
  statements: object | object[],
  {
    attributes = [],
    environment = { organization: 'acme', project: 'payments', name: 'prod' },
    opening,
  }: Meant = {},
) {
  const { policy } = parseTrustPolicy(policyOf(statements));
  const exposure = analyzeExposure(policy!, {
    identityProviderArn: PROVIDER,
    intended: claimsFor({
      environment,
      login: { subjectAttributes: attributes },
      opening,
    }),
  });
  return [exposure.verdict, ...exposure.witnesses.map(w => w.why)];
}
