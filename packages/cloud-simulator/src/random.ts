/** Random choices that a seed fixes. */
export interface Random {
  /** From 0 to 1, without 1. */
  random(): number;
  /** True in this share of cases, from 0 to 1. */
  chance(share: number): boolean;
  /** One item of a list that isn't empty. */
  oneOf<T>(list: readonly T[]): T;
  /** As many things as asked for. */
  times<T>(count: number, make: () => T): T[];
  /** Some of the items, each once, in random order. */
  some<T>(list: readonly T[], count: number): T[];
}

/**
 * Makes random choices.
 *
 * @param seed - a whole number; the same seed makes the same choices
 */
export function randomFrom(seed: number): Random {
  const random = numbersFrom(seed);
  return {
    random,
    chance: share => random() < share,
    oneOf: list => list[Math.floor(random() * list.length)],
    times: (count, make) => Array.from({ length: count }, make),
    some(list, count) {
      const left = [...list];
      return Array.from(
        { length: count },
        () => left.splice(Math.floor(random() * left.length), 1)[0],
      );
    },
  };
}

/** Mulberry32: numbers from 0 to 1 that a seed fixes. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = Math.trunc(state + 0x6d2b79f5);
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
