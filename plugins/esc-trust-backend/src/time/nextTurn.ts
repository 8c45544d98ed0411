let last: Promise<void> = Promise.resolve();

/**
 * Waits for a turn of the event loop of one's own: work of many milliseconds
 * starts after it, one piece in each turn. Pieces in the same turn, however short
 * each, would keep everybody else waiting for all of them.
 */
export function nextTurn(): Promise<void> {
  last = last.then(() => new Promise(resolve => setImmediate(resolve)));
  return last;
}
