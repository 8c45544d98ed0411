/**
 * What an account may hold. These are the defaults of a new account; AWS raises
 * most of them on request.
 *
 * @public
 */
export interface AccountQuotas {
  rolesPerAccount: number;
  identityProvidersPerAccount: number;
  managedPoliciesPerRole: number;
  /** Characters of a trust policy, not counting insignificant whitespace. */
  trustPolicyLength: number;
}

/** Today's default for the trust policy is unverified [U]: 2,048 was it. */
export const defaultQuotas: AccountQuotas = {
  rolesPerAccount: 1000,
  identityProvidersPerAccount: 100,
  managedPoliciesPerRole: 10,
  trustPolicyLength: 2048,
};
