import {
  ConflictError,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';

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
  return error instanceof Error ? error.name : '';
}

/**
 * Whether the call had no effect and may be repeated.
 *
 * @remarks LimitExceeded is final, although the SDK takes it for throttling.
 */
export function isRepeatable(error: unknown): boolean {
  return [
    'ConcurrentModificationException',
    'Throttling',
    'ThrottlingException',
  ].includes(errorName(error));
}

/** Turns a failure of a call into what its caller should see. */
export function translateAwsError(
  error: unknown,
  context: {
    accountId: string;
    call: string;
    /** The settings that hold the credentials of this call. */
    credentialKeys: string;
  },
): unknown {
  const { accountId, call, credentialKeys } = context;
  const name = errorName(error);
  const message = error instanceof Error ? error.message : String(error);
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
  return new ServiceUnavailableError(
    `AWS doesn't answer ${call} in account ${accountId}: ${name}`,
  );
}

/** An answer of AWS or a broken connection, as opposed to a bug of ours. */
function isFromAws(error: unknown): boolean {
  return (
    error instanceof Error &&
    ('$metadata' in error || 'code' in error || error.name === 'TimeoutError')
  );
}
