/** A refusal as AWS words it: code, sentence and HTTP status. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number = 400,
  ) {
    super(message);
    this.name = code;
  }
}

/** Something that is named does not exist. */
export const noSuchEntity = (message: string) =>
  new AwsError('NoSuchEntity', message, 404);

/** The name is taken. */
export const alreadyExists = (message: string) =>
  new AwsError('EntityAlreadyExists', message, 409);

/** A quota of the account is used up. */
export const limitExceeded = (quota: string, limit: number) =>
  new AwsError(
    'LimitExceeded',
    `Cannot exceed quota for ${quota}: ${limit}`,
    409,
  );

/** A policy document that AWS refuses to store. */
export const malformedPolicy = (message: string) =>
  new AwsError('MalformedPolicyDocument', message);

/** A value of the right shape that makes no sense. */
export const invalidInput = (message: string) =>
  new AwsError('InvalidInput', message);

/** A parameter that breaks the API's model. */
export const validationError = (message: string) =>
  new AwsError('ValidationError', message);
