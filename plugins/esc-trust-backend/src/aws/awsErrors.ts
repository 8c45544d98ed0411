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
  context: { accountId: string; call: string },
): Error {
  const { accountId, call } = context;
  const name = errorName(error);
  const message = error instanceof Error ? error.message : String(error);
  if (CREDENTIAL_ERRORS.includes(name) || /sts:AssumeRole/.test(message)) {
    return new ServiceUnavailableError(
      `AWS refuses the credentials for account ${accountId} (${name}): check aws.accounts, aws.accountDefaults and aws.mainAccount`,
    );
  }
  if (/^AccessDenied/.test(name)) {
    return new ServiceUnavailableError(
      `AWS denies ${call} in account ${accountId} to the portal: allow it in the policy of the role named in aws.accounts, aws.accountDefaults or provisioningRoleName`,
    );
  }
  if (CONFLICTS.includes(name)) {
    return new ConflictError(`AWS refuses ${call}: ${message}`);
  }
  if (REFUSALS.includes(name)) {
    return new InputError(`AWS refuses ${call}: ${message}`);
  }
  return new ServiceUnavailableError(
    `AWS doesn't answer ${call} in account ${accountId} (${name || 'error'})`,
  );
}
