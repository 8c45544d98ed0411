import { NotAllowedError } from '@backstage/errors';
import { ESC_TRUST_TAGS } from '@internal/backstage-plugin-esc-trust-common';

/** The signed-in user behind a request. */
export interface Caller {
  userRef: string;
  /** The user and the groups that own on the user's behalf, as entity refs. */
  ownershipRefs: string[];
}

/** Something that records its owner in the tag `esc-trust:owner`. */
export interface OwnedThing {
  /** For sentences, such as `environment acme/payments/prod`. */
  name: string;
  /** Where its tags are kept; whoever may write them speaks for it. */
  place: 'AWS' | 'Pulumi Cloud';
  tags: Record<string, string>;
}

/** Entity refs are compared without regard to case. */
export function sameRef(a: string, b: string): boolean {
  return a.toLocaleLowerCase('en-US') === b.toLocaleLowerCase('en-US');
}

/** Whether the caller is the owner or belongs to it. */
export function belongsTo(caller: Caller, ownerRef: string): boolean {
  return caller.ownershipRefs.some(ref => sameRef(ref, ownerRef));
}

/** @throws NotAllowedError unless the caller belongs to the owner */
export function requireMembership(caller: Caller, ownerRef: string): void {
  if (!belongsTo(caller, ownerRef)) {
    throw new NotAllowedError(
      `You are not a member of ${ownerRef}: choose an owner that you belong to`,
    );
  }
}

/**
 * The owner's side: the recorded owner is the one that the request names, and
 * the caller belongs to it.
 *
 * @throws NotAllowedError with what to change
 */
export function requireRecordedOwner(
  caller: Caller,
  thing: OwnedThing,
  ownerRef: string,
): void {
  const owner = thing.tags[ESC_TRUST_TAGS.owner];
  if (!owner) {
    throw new NotAllowedError(
      `The ${thing.name} has no recorded owner: set its tag ${ESC_TRUST_TAGS.owner} to your group in ${thing.place}`,
    );
  }
  if (!belongsTo(caller, owner)) {
    throw new NotAllowedError(
      `The ${thing.name} belongs to somebody else: use one of your own team`,
    );
  }
  if (!sameRef(owner, ownerRef)) {
    throw new NotAllowedError(
      `The ${thing.name} is owned by ${owner}: choose it as the owner`,
    );
  }
}
