const REMEMBERED_MS = 60_000;

const memory = new WeakMap<
  object,
  Map<string, { readAt: number; answer: Promise<unknown> }>
>();

/**
 * Asks once for what several fields of a form and their validation need. A
 * failure isn't remembered.
 *
 * @param api - whose answers these are
 * @param what - tells the answers of one API apart
 * @param read - asks
 */
export function remembered<T>(
  api: object,
  what: string,
  read: () => Promise<T>,
): Promise<T> {
  const answers = memory.get(api) ?? new Map();
  memory.set(api, answers);
  const known = answers.get(what);
  if (known && Date.now() - known.readAt < REMEMBERED_MS) {
    return known.answer as Promise<T>;
  }
  const answer = read();
  answers.set(what, { readAt: Date.now(), answer });
  answer.catch(() => answers.delete(what));
  return answer;
}
