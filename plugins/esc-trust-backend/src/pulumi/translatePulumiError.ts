import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { Effect } from '../time/retry';
import { UnansweredError } from '../time/UnansweredError';
import { describeErrors, joinErrors } from './diagnostics';
import { PulumiApiError } from './PulumiApiError';

/**
 * Turns a failure of a call into what its caller should see.
 *
 * @param error - what the call rejected with
 * @param configKey - the setting to look at when Pulumi Cloud refuses us; its
 *   value is never shown
 * @param effect - of a write: `unknown` makes it an `UnansweredError`
 */
export function translatePulumiError(
  error: unknown,
  configKey: string,
  effect: Effect = 'none',
): Error {
  const what = describe(error, configKey);
  if (effect === 'unknown') {
    return new UnansweredError(
      `${what}; what was asked for may have happened all the same`,
    );
  }
  if (!(error instanceof PulumiApiError)) {
    return new ServiceUnavailableError(what);
  }
  switch (error.status) {
    case 400:
      return new InputError(what);
    case 404:
      return new NotFoundError(what);
    case 409:
      return new ConflictError(what);
    case 401:
    case 403:
    case 408:
    case 429:
      return new ServiceUnavailableError(what);
    default:
      return error.status >= 500
        ? new ServiceUnavailableError(what)
        : new InputError(what);
  }
}

function describe(error: unknown, configKey: string): string {
  if (!(error instanceof PulumiApiError)) {
    // Its text may contain anything, so it isn't shown.
    const urlKey = configKey.replace(/tokens\..*$/, 'apiUrl');
    return `Pulumi Cloud can't be reached: check ${urlKey} and the network`;
  }
  const { status, message, diagnostics } = error;
  if (status === 401 || status === 403) {
    return `Pulumi Cloud refuses the token in ${configKey}: ${message}`;
  }
  if (status === 429 || status >= 500) {
    return `Pulumi Cloud is unavailable: ${message}`;
  }
  if (status === 400) {
    const errors = describeErrors(diagnostics);
    return errors.length > 0
      ? `Pulumi Cloud refuses the definition: ${joinErrors(errors)}`
      : `Pulumi Cloud refuses the request: ${message}`;
  }
  return `Pulumi Cloud: ${message}`;
}
