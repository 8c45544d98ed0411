import { toError } from '@backstage/errors';
import { useCallback, useEffect, useMemo, useState } from 'react';

/** What was loaded last, and what is on its way. */
export interface Latest<T> {
  /** Stays while the next one is on its way, and when that one can't be had. */
  value?: T;
  /** Whether the value is not yet, or not, of the latest question. */
  isOld: boolean;
  loading: boolean;
  /** Why the latest question has no answer. */
  error?: Error;
  /** Asks again. */
  retry(): void;
  /** Changes the value that is there. */
  update(change: (value: T) => T): void;
}

interface Answer<T> {
  /** What it answers. */
  question?: object;
  value?: T;
  error?: Error;
}

/**
 * Loads something whenever the question changes, and drops what is overtaken.
 *
 * @param load - the question: as long as it is the same function it isn't asked
 *   again; undefined asks nothing
 */
export function useLatest<T>(
  load: ((signal: AbortSignal) => Promise<T>) | undefined,
): Latest<T> {
  const [answer, setAnswer] = useState<Answer<T>>({});
  const [attempt, setAttempt] = useState(0);
  // Asked again, it is another question.
  const question = useMemo(() => ({ load, attempt }), [load, attempt]);

  useEffect(() => {
    if (!question.load) {
      return undefined;
    }
    const aborter = new AbortController();
    const { signal } = aborter;
    question.load(signal).then(
      value => {
        if (!signal.aborted) {
          setAnswer({ question, value });
        }
      },
      error => {
        if (!signal.aborted) {
          setAnswer(({ value }) => ({
            question,
            value,
            error: toError(error),
          }));
        }
      },
    );
    return () => aborter.abort();
  }, [question]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  const update = useCallback(
    (change: (value: T) => T) =>
      setAnswer(current =>
        current.value === undefined
          ? current
          : { ...current, value: change(current.value) },
      ),
    [],
  );

  const loading = load !== undefined && answer.question !== question;
  const error = loading ? undefined : answer.error;
  return {
    value: answer.value,
    isOld: loading || error !== undefined,
    loading,
    error,
    retry,
    update,
  };
}
