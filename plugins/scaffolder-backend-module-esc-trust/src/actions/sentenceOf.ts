import { ResponseError } from '@backstage/errors';

/** The sentence that the server gave for a failed call, and its status. */
export function sentenceOf(error: unknown): {
  status?: number;
  sentence: string;
} {
  if (error instanceof Error && error.name === 'ResponseError') {
    const { cause, response } = error as ResponseError;
    return { status: response.status, sentence: cause.message };
  }
  return { sentence: error instanceof Error ? error.message : String(error) };
}
