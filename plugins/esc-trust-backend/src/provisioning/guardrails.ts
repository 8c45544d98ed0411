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
  for (const arn of request.role?.managedPolicyArns ?? []) {
    if (!inProject.some(a => a.managedPolicyArns.includes(arn))) {
      throw new NotAllowedError(
        `${ownerRef} may not attach ${arn}: ${setting} allows it ${listed(
          inProject.flatMap(a => a.managedPolicyArns),
        )}`,
      );
    }
  }
}
