/**
 * A map that can be read in key order, page by page, without walking over the
 * pages before. Sorting waits until somebody reads, so that filling it with a
 * million entries stays cheap.
 *
 * @public
 */
export class SortedMap<V> {
  private readonly entries = new Map<string, V>();
  private keys: string[] = [];
  private sorted = true;

  get size(): number {
    return this.entries.size;
  }

  get(key: string): V | undefined {
    return this.entries.get(key);
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  set(key: string, value: V): void {
    if (!this.entries.has(key)) {
      this.sorted &&= this.keys.length === 0 || this.keys.at(-1)! < key;
      this.keys.push(key);
    }
    this.entries.set(key, value);
  }

  delete(key: string): boolean {
    if (!this.entries.delete(key)) {
      return false;
    }
    this.sort();
    this.keys.splice(this.firstAtOrAfter(key), 1);
    return true;
  }

  values(): IterableIterator<V> {
    return this.entries.values();
  }

  /** In key order, beginning behind `after`. */
  *entriesAfter(after?: string): Generator<[string, V]> {
    this.sort();
    const keys = this.keys;
    let index = 0;
    if (after !== undefined) {
      index = this.firstAtOrAfter(after);
      index += keys[index] === after ? 1 : 0;
    }
    for (; index < keys.length; index += 1) {
      yield [keys[index], this.entries.get(keys[index])!];
    }
  }

  private sort(): void {
    if (!this.sorted) {
      this.keys.sort();
      this.sorted = true;
    }
  }

  private firstAtOrAfter(key: string): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.keys[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
