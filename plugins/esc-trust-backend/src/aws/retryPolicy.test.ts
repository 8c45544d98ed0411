import { judgeIamWrite } from './retryPolicy';

function failure(
  name: string,
  extra: { status?: number; message?: string; code?: string } = {},
): Error {
  return Object.assign(new Error(extra.message ?? name), {
    name,
    ...(extra.code ? { code: extra.code } : {}),
    ...(extra.status ? { $metadata: { httpStatusCode: extra.status } } : {}),
  });
}

/** What the table says of an error: of an idempotent call, and of another. */
type Verdict = 'retry' | 'retry, may have happened' | 'final' | 'unanswered';

function verdict(error: unknown, idempotent: boolean): Verdict {
  const { effect, repeat } = judgeIamWrite(error, { idempotent });
  if (repeat) {
    return effect === 'none' ? 'retry' : 'retry, may have happened';
  }
  return effect === 'none' ? 'final' : 'unanswered';
}

describe('judgeIamWrite', () => {
  const refused = (name: string, status: number, message?: string) =>
    failure(name, { status, message });

  it.each<[string, unknown, Verdict, Verdict]>([
    ['Throttling', refused('Throttling', 400), 'retry', 'retry'],
    ['a 429 of any name', refused('SomethingNew', 429), 'retry', 'retry'],
    [
      'ConcurrentModification',
      refused('ConcurrentModificationException', 409),
      'retry',
      'retry',
    ],
    [
      'a principal that is too new',
      refused(
        'MalformedPolicyDocumentException',
        400,
        'Invalid principal in policy: "AWS":"arn:aws:iam::1:role/new"',
      ),
      'retry',
      'retry',
    ],
    [
      'any other malformed policy',
      refused(
        'MalformedPolicyDocumentException',
        400,
        'Syntax errors in policy.',
      ),
      'final',
      'final',
    ],
    ['LimitExceeded', refused('LimitExceededException', 409), 'final', 'final'],
    [
      'EntityAlreadyExists',
      refused('EntityAlreadyExistsException', 409),
      'final',
      'final',
    ],
    ['NoSuchEntity', refused('NoSuchEntityException', 404), 'final', 'final'],
    [
      'DeleteConflict',
      refused('DeleteConflictException', 409),
      'final',
      'final',
    ],
    ['AccessDenied', refused('AccessDenied', 403), 'final', 'final'],
    ['an unknown refusal', refused('SomethingNew', 400), 'final', 'final'],
    ['no credentials', failure('CredentialsProviderError'), 'final', 'final'],
    [
      'ServiceFailure',
      refused('ServiceFailureException', 500),
      'retry, may have happened',
      'unanswered',
    ],
    [
      'a gateway without an answer',
      refused('Unknown', 504),
      'retry, may have happened',
      'unanswered',
    ],
    [
      'a timeout that a server tells of',
      refused('RequestTimeout', 408),
      'retry, may have happened',
      'unanswered',
    ],
    [
      'a broken connection',
      failure('Error', { code: 'ECONNRESET' }),
      'retry, may have happened',
      'unanswered',
    ],
    [
      'a timeout',
      failure('TimeoutError'),
      'retry, may have happened',
      'unanswered',
    ],
    [
      'a broken connection in the words of the SDK',
      failure('Error', {
        message: 'AWS SDK error wrapper for Error: socket hang up',
      }),
      'retry, may have happened',
      'unanswered',
    ],
    [
      'a connection that never came about',
      failure('Error', { code: 'ECONNREFUSED' }),
      'retry',
      'retry',
    ],
    [
      'a timeout while connecting',
      failure('TimeoutError', {
        message:
          'the request socket did not establish a connection with the server within the configured timeout',
      }),
      'retry',
      'retry',
    ],
    ['giving up', failure('AbortError'), 'unanswered', 'unanswered'],
    [
      'an answer that makes no sense',
      refused('SyntaxError', 200),
      'unanswered',
      'unanswered',
    ],
    ['a bug of ours', new TypeError('x'), 'unanswered', 'unanswered'],
    ['no error at all', undefined, 'unanswered', 'unanswered'],
  ])('%s', (_, error, ifIdempotent, otherwise) => {
    expect(verdict(error, true)).toBe(ifIdempotent);
    expect(verdict(error, false)).toBe(otherwise);
  });
});
