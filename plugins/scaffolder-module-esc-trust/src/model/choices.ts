import {
  ProvisioningChoice,
  ProvisioningOptions,
} from '@internal/backstage-plugin-esc-trust-common';
import { Selection } from './selection';

/** The part of a selection that may be narrowed by. */
export interface Narrowing extends Omit<Selection, 'environment'> {
  environment?: { organization: string; project: string };
}

/** The alternatives that are left of what the user may provision. */
export function choicesFor(
  options: ProvisioningOptions,
  { environment, accountId, ownerRef }: Narrowing,
): ProvisioningChoice[] {
  return options.owners
    .filter(owner => !ownerRef || sameRef(owner.ownerRef, ownerRef))
    .flatMap(({ choices }) => choices)
    .filter(
      ({ accounts }) =>
        !accountId || accounts.some(account => account.accountId === accountId),
    )
    .filter(
      ({ projects }) =>
        !environment ||
        projects.some(
          ({ organization, project }) =>
            organization === environment.organization &&
            (project === '*' || project === environment.project),
        ),
    );
}

/** Entity refs are compared without regard to case, as on the server. */
function sameRef(a: string, b: string): boolean {
  return a.toLocaleLowerCase('en-US') === b.toLocaleLowerCase('en-US');
}
