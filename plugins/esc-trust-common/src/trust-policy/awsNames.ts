import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { EnvironmentRef, stringifyEnvironmentRef } from '../claims/environment';

/** The path of every role that the portal creates. @public */
export const ROLE_PATH = '/pulumi-esc/';

/**
 * The tags that the portal puts on AWS resources and on environments.
 *
 * @remarks
 * `owner` is also the recorded owner of an environment, as a tag in Pulumi
 * Cloud. Whether Pulumi Cloud takes a colon in a tag's name everywhere is
 * documented for stacks only [unverified].
 *
 * @public
 */
export const ESC_TRUST_TAGS = {
  /** Which portal made it. */
  instance: 'esc-trust:instance',
  /** Entity ref of the owner. */
  owner: 'esc-trust:owner',
  /** The environment that it was made for. */
  environment: 'esc-trust:environment',
} as const;

const LONGEST_ROLE_NAME = 64;

/**
 * The name of an environment's role, unless another is asked for:
 * `esc-{project}-{name}-{hash8}`.
 *
 * @remarks
 * The hash of the whole environment keeps shortened names and equal names of
 * different organizations apart. AWS allows 64 characters, compared without
 * regard to case.
 *
 * @param environment - the environment
 * @public
 */
export function defaultRoleName(environment: EnvironmentRef): string {
  const hash = bytesToHex(
    sha256(new TextEncoder().encode(stringifyEnvironmentRef(environment))),
  ).slice(0, 8);
  const readable = `esc-${environment.project}-${environment.name}`;
  return `${readable.slice(0, LONGEST_ROLE_NAME - 9)}-${hash}`;
}
