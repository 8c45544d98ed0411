import { toError } from '@backstage/errors';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { isDenied } from '../model/errors/isDenied';
import { isNotFound } from '../model/errors/isNotFound';

/** What is shown could not be read again: since when, and why. */
export interface Unread {
  /** When what is shown was read. */
  readAt: Date;
  error: Error;
}

/** What was loaded last, and what is on its way. */
export interface Latest<T> {
  /**
   * Stays while the next one is on its way, and when that one can't be had; not
   * when the user may not see it any more, or it isn't there.
   */
  value?: T;
  /** Whether the value is not yet, or not, of the latest question. */
  isOld: boolean;
  loading: boolean;
  /** Why the latest question has no answer. */
  error?: Error;
  /**
   * The latest question has an answer, but not a second time. Stays until there
   * is one.
   */
  unread?: Unread;
  /** Asks again. */
  retry(): void;
  /** Changes the value that is there. */
  update(change: (value: T) => T): void;
}

type Load<T> = (signal: AbortSignal) => Promise<T>;

/** A question that has been asked so many times. */
interface Question<T> {
  load?: Load<T>;
  attempt: number;
}

interface Answer<T> {
  /** The latest that it answers, well or not. */
  question?: Question<T>;
  error?: Error;
  /** The latest good one. */
  good?: { load?: Load<T>; value: T; readAt: Date };
}

/**
 * Loads something whenever the question changes, and drops what is overtaken.
 *
 * @param load - the question: as long as it is the same function it isn't asked
 *   again; undefined asks nothing
 */
export function useLatest<T>(load: Load<T> | undefined): Latest<T> {
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
          const good = { load: question.load, value, readAt: new Date() };
          setAnswer({ question, good });
        }
      },
      error => {
        if (!signal.aborted) {
          const isOver = isDenied(error) || isNotFound(error);
          setAnswer(({ good }) => ({
            question,
            good: isOver ? undefined : good,
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
        current.good
          ? {
              ...current,
              good: { ...current.good, value: change(current.good.value) },
            }
          : current,
      ),
    [],
  );

  const loading = load !== undefined && answer.question !== question;
  const { good } = answer;
  const unread =
    good && good.load === load && answer.error
      ? { readAt: good.readAt, error: answer.error }
      : undefined;
  const error = loading || unread ? undefined : answer.error;
  return {
    value: good?.value,
    isOld: loading || error !== undefined,
    loading,
    error,
    unread,
    retry,
    update,
  };
}
