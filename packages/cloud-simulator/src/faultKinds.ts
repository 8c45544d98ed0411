import type { ErrorFault } from './faults';

const refusal = (
  name: string,
  status: number,
  message: string,
  headers?: Record<string, string>,
): ErrorFault => ({ kind: 'error', name, status, message, headers });

/**
 * What AWS may answer at any moment. The names are AWS's codes; the JavaScript
 * SDK adds `Exception` to those in its model.
 *
 * @public
 */
export const awsFaults = {
  throttled: () => refusal('Throttling', 400, 'Rate exceeded'),
  serviceFailure: () =>
    refusal(
      'ServiceFailure',
      500,
      'The request processing has failed because of an unknown error, exception or failure.',
    ),
  concurrentModification: () =>
    refusal(
      'ConcurrentModification',
      409,
      'Multiple concurrent changes to the entity were requested. Try again.',
    ),
  limitExceeded: (quota = 'RolesPerAccount', limit = 1000) =>
    refusal('LimitExceeded', 409, `Cannot exceed quota for ${quota}: ${limit}`),
  /** A principal that has not reached every replica yet. */
  invalidPrincipal: (arn: string) =>
    refusal(
      'MalformedPolicyDocument',
      400,
      `Invalid principal in policy: "AWS":"${arn}"`,
    ),
  accessDenied: (action: string) =>
    refusal(
      'AccessDenied',
      403,
      `User is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
    ),
  /** From AWS's edge, before the service itself. */
  unavailable: () =>
    refusal('ServiceUnavailable', 503, 'Service is unable to handle request.'),
};

/**
 * What Pulumi Cloud may answer at any moment.
 *
 * @public
 */
export const pulumiFaults = {
  rateLimited: (retryAfterSeconds?: number) =>
    refusal(
      'TooManyRequests',
      429,
      'request rate-limit exceeded',
      retryAfterSeconds === undefined
        ? undefined
        : { 'Retry-After': String(retryAfterSeconds) },
    ),
  serverError: () =>
    refusal('InternalServerError', 500, 'Internal Server Error'),
  unavailable: () => refusal('ServiceUnavailable', 503, 'Service Unavailable'),
  conflict: () =>
    refusal(
      'Conflict',
      409,
      'Conflict: the environment was changed since it was read',
    ),
  forbidden: () => refusal('Forbidden', 403, 'Forbidden'),
};
