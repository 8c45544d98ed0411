import { Access, ExposureVerdict, TrustStatus } from './types';

/**
 * The one headline of the two axes.
 *
 * @param access - whether the environment can assume the role
 * @param exposure - whether others can
 * @returns the first that holds of the order in {@link TrustStatus}
 * @public
 */
export function trustStatus(
  access: Access,
  exposure: ExposureVerdict,
): TrustStatus {
  if (access === 'fails') {
    return 'untrusted';
  }
  if (access === 'unknown' || exposure === 'undecided') {
    return 'unknown';
  }
  if (exposure === 'wider') {
    return 'over-permissive';
  }
  return access === 'conditional' ? 'conditional' : 'trusted';
}
