import { NotAllowedError } from '@backstage/errors';
import {
  EnvironmentRef,
  ESC_TRUST_TAGS,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';

/** The signed-in user behind a request. */
export interface Caller {
  userRef: string;
  /** The user and the groups that own on the user's behalf, as entity refs. */
  ownershipRefs: string[];
}

/** @throws NotAllowedError unless the caller belongs to the owner */
export function requireMembership(caller: Caller, ownerRef: string): void {
  if (!owns(caller, ownerRef)) {
    throw new NotAllowedError(
      `You are not a member of ${ownerRef}: choose an owner that you belong to`,
    );
  }
}

/**
 * @param tags - of the environment, in Pulumi Cloud; whoever may write them
 *   speaks for the environment
 * @throws NotAllowedError unless the environment is recorded as the caller's
 */
export function requireEnvironmentOwner(
  caller: Caller,
  environment: EnvironmentRef,
  tags: Record<string, string>,
): void {
  const name = stringifyEnvironmentRef(environment);
  const owner = tags[ESC_TRUST_TAGS.owner];
  if (!owner) {
    throw new NotAllowedError(
      `The environment ${name} has no recorded owner: set its tag ${ESC_TRUST_TAGS.owner} to your group in Pulumi Cloud`,
    );
  }
  if (!owns(caller, owner)) {
    throw new NotAllowedError(
      `The environment ${name} belongs to somebody else: use an environment of your own team`,
    );
  }
}

/**
 * @param tags - of the role, in IAM
 * @throws NotAllowedError unless the role is recorded as the caller's
 */
export function requireRoleOwner(
  caller: Caller,
  roleArn: string,
  tags: Record<string, string>,
): void {
  const owner = tags[ESC_TRUST_TAGS.owner];
  if (!owner) {
    throw new NotAllowedError(
      `The role ${roleArn} has no recorded owner: set its tag ${ESC_TRUST_TAGS.owner} to your group in AWS`,
    );
  }
  if (!owns(caller, owner)) {
    throw new NotAllowedError(
      `The role ${roleArn} belongs to somebody else: use a role of your own team`,
    );
  }
}

function owns(caller: Caller, ownerRef: string): boolean {
  const wanted = ownerRef.toLocaleLowerCase('en-US');
  return caller.ownershipRefs.some(
    ref => ref.toLocaleLowerCase('en-US') === wanted,
  );
}
