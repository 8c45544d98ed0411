import { NotAllowedError } from '@backstage/errors';
import { EnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { sameRef } from '../access/ownership';
import { listed } from '../config/configured';
import {
  ProvisioningAllowance,
  ProvisioningConfig,
} from '../config/readProvisioningConfig';

const SETTING = 'escTrust.provisioning.allow';

/** Who wants a role where. */
export interface Place {
  ownerRef: string;
  accountId: string;
  environment: EnvironmentRef;
}

/**
 * The entries of `allow` that let an owner provision in a place, at least one.
 * Needs nothing but the request: nothing has to be read before.
 *
 * @throws NotAllowedError that names the rule and the setting
 */
export function requireAllowance(
  provisioning: ProvisioningConfig,
  place: Place,
): ProvisioningAllowance[] {
  const { ownerRef, accountId, environment } = place;
  const ofOwner = provisioning.allow.filter(entry =>
    sameRef(entry.ownerRef, ownerRef),
  );
  if (ofOwner.length === 0) {
    throw refusal(
      'allowed owners',
      `${ownerRef} may not provision anything: ${SETTING} has no entry for it`,
    );
  }
  const inAccount = ofOwner.filter(entry => entry.accounts.includes(accountId));
  if (inAccount.length === 0) {
    throw refusal(
      'allowed accounts',
      `${ownerRef} may not provision in account ${accountId}: ${SETTING} allows it ${listed(
        ofOwner.flatMap(entry => entry.accounts),
      )}`,
    );
  }
  const { organization, project } = environment;
  const inProject = inAccount.filter(entry =>
    entry.projects.some(
      allowed =>
        allowed === `${organization}/${project}` ||
        allowed === `${organization}/*`,
    ),
  );
  if (inProject.length === 0) {
    throw refusal(
      'allowed projects',
      `${ownerRef} may not use environments of ${organization}/${project} with account ${accountId}: ${SETTING} allows it ${listed(
        inAccount.flatMap(entry => entry.projects),
      )}`,
    );
  }
  return inProject;
}

/** A refusal by a guardrail, in one form. */
export function refusal(name: string, sentence: string): NotAllowedError {
  return new NotAllowedError(`${sentence} (guardrail "${name}")`);
}
