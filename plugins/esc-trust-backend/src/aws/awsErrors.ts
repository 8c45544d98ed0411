import {
  ConflictError,
  InputError,
  isError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { Effect } from '../time/retry';
import { UnansweredError } from '../time/UnansweredError';

/** Error names by which AWS or its SDK says that our credentials don't do. */
const CREDENTIAL_ERRORS = [
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
];

const CONFLICTS = [
  'ConcurrentModificationException',
  'DeleteConflictException',
  'EntityAlreadyExistsException',
];

const REFUSALS = [
  'InvalidInputException',
  'LimitExceededException',
  'MalformedPolicyDocumentException',
  'NoSuchEntityException',
  'OpenIdIdpCommunicationErrorException',
  'PolicyNotAttachableException',
  'UnmodifiableEntityException',
  'ValidationError',
];

/** The class name of an error, as the AWS SDK sets it. */
export function errorName(error: unknown): string {
  return isError(error) ? error.name : '';
}

/** The HTTP status of an error of the AWS SDK. */
export function httpStatus(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } } | undefined)
    ?.$metadata?.httpStatusCode;
}

/**
 * An answer that can't be what was asked for.
 *
 * @remarks
 * The SDK makes an empty answer of any well-formed text, such as a proxy's error
 * page with status 200: taken at its word, every role would be gone.
 */
export class GarbledAnswerError extends ServiceUnavailableError {
  constructor({ call, accountId }: { call: string; accountId: string }) {
    super(
      `AWS's answer to ${call} in account ${accountId} can't be understood: something else may have answered instead`,
    );
  }
}

/** What was asked for or about isn't there. */
export function isAbsent(error: unknown): boolean {
  return errorName(error) === 'NoSuchEntityException';
}

/**
 * Turns a failure of a call into what its caller should see.
 *
 * @param effect - of a write: `unknown` makes it an `UnansweredError`
 */
export function translateAwsError(
  error: unknown,
  context: {
    accountId: string;
    call: string;
    /** The settings that hold the credentials of this call. */
    credentialKeys: string;
  },
  effect: Effect = 'none',
): unknown {
  const { accountId, call, credentialKeys } = context;
  const name = errorName(error);
  const message = error instanceof Error ? error.message : String(error);
  if (effect === 'unknown') {
    return new UnansweredError(
      `AWS doesn't answer ${call} in account ${accountId}, which may have happened all the same: ${name}`,
    );
  }
  const denied = /^AccessDenied/.test(name);
  if (
    CREDENTIAL_ERRORS.includes(name) ||
    // Assuming the role of the account is part of getting credentials.
    (denied && /perform:? sts:AssumeRole\b/.test(message))
  ) {
    return new ServiceUnavailableError(
      `AWS refuses the credentials for account ${accountId} (${name}): check ${credentialKeys}`,
    );
  }
  if (denied) {
    return new ServiceUnavailableError(
      `AWS denies ${call} in account ${accountId} to the portal: ${message}`,
    );
  }
  if (CONFLICTS.includes(name)) {
    return new ConflictError(`AWS refuses ${call}: ${message}`);
  }
  if (REFUSALS.includes(name)) {
    return new InputError(`AWS refuses ${call}: ${message}`);
  }
  if (!isFromAws(error)) {
    return error;
  }
  if ('$responseBodyText' in error) {
    return new GarbledAnswerError(context);
  }
  return new ServiceUnavailableError(
    isAnswer(error)
      ? `AWS refuses ${call} in account ${accountId}: ${message} (${name})`
      : `AWS doesn't answer ${call} in account ${accountId}: ${name}`,
  );
}

/** Anything that AWS has said by itself, such as that it is too busy. */
function isAnswer(error: unknown): boolean {
  const status = httpStatus(error);
  return status !== undefined && status >= 400 && status < 500;
}

/** An answer of AWS or a broken connection, as opposed to a bug of ours. */
function isFromAws(error: unknown): error is Error {
  return (
    isError(error) &&
    ('$metadata' in error || 'code' in error || error.name === 'TimeoutError')
  );
}
