import { NotAllowedError } from '@backstage/errors';
import { ProvisionRequest } from '@internal/backstage-plugin-esc-trust-common';
import { ProvisioningAllowance } from '../config/readEscTrustConfig';
import { listed } from '../config/configured';

/**
 * What the owner may provision, from `escTrust.provisioning.allow`. Whatever no
 * entry allows is refused.
 *
 * @throws NotAllowedError that names the rule and the setting
 */
export function requireAllowance(
  allow: ProvisioningAllowance[],
  request: ProvisionRequest,
): void {
  const { environment, accountId, ownerRef } = request;
  const setting = 'escTrust.provisioning.allow';
  const entries = allow.filter(a => a.ownerRef === ownerRef);
  if (entries.length === 0) {
    throw new NotAllowedError(
      `${ownerRef} may not provision anything: ${setting} has no entry for it`,
    );
  }
  const inAccount = entries.filter(a => a.accounts.includes(accountId));
  if (inAccount.length === 0) {
    throw new NotAllowedError(
      `${ownerRef} may not provision in account ${accountId}: ${setting} allows it ${listed(
        entries.flatMap(a => a.accounts),
      )}`,
    );
  }
  const project = `${environment.organization}/${environment.project}`;
  const inProject = inAccount.filter(a => a.projects.includes(project));
  if (inProject.length === 0) {
    throw new NotAllowedError(
      `${ownerRef} may not use environments of ${project} with account ${accountId}: ${setting} allows it ${listed(
        inAccount.flatMap(a => a.projects),
      )}`,
    );
  }
  requireAllowedPolicies(allow, request, request.role?.managedPolicyArns ?? []);
}

/**
 * Whether an environment of this project may have a role with these policies.
 *
 * @throws NotAllowedError that names the policy and the setting
 */
export function requireAllowedPolicies(
  allow: ProvisioningAllowance[],
  request: ProvisionRequest,
  policyArns: string[],
): void {
  const { environment, accountId, ownerRef } = request;
  const allowed = allow
    .filter(
      a =>
        a.ownerRef === ownerRef &&
        a.accounts.includes(accountId) &&
        a.projects.includes(
          `${environment.organization}/${environment.project}`,
        ),
    )
    .flatMap(a => a.managedPolicyArns);
  const refused = policyArns.find(arn => !allowed.includes(arn));
  if (refused) {
    throw new NotAllowedError(
      `${ownerRef} may not have a role with ${refused} here: escTrust.provisioning.allow allows it ${listed(
        allowed,
      )}`,
    );
  }
}
