import { ConflictError } from '@backstage/errors';
import {
  EnvironmentRef,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';

/**
 * Somebody has to approve this first, in Pulumi Cloud. Nothing has changed, and
 * trying again doesn't help. To users this is a `ConflictError`.
 */
export class ApprovalNeededError extends ConflictError {
  constructor(environment: EnvironmentRef, action: 'change' | 'open') {
    const name = stringifyEnvironmentRef(environment);
    super(
      action === 'change'
        ? `Pulumi Cloud wants changes of ${name} to be approved: open a change request with the login there, or exempt the environment from approvals`
        : `Pulumi Cloud wants openings of ${name} to be approved: ask for one there`,
    );
  }
}
