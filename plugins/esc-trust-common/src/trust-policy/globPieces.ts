const QUESTION_MARK = 0x3f;

/** What stands between two stars of a pattern. */
export interface GlobPiece {
  /** In UTF-16 units, as all places here. */
  length: number;
  /** Whether a text has the piece at a place. */
  isAt(text: string, place: number): boolean;
  /** The first place from another on, or -1. */
  find(text: string, from: number): number;
}

/** Prepares a piece, which may hold question marks, for many texts. */
export function compilePiece(piece: string): GlobPiece {
  const { length } = piece;
  if (!piece.includes('?')) {
    return {
      length,
      isAt: (text, place) => text.startsWith(piece, place),
      find: (text, from) => text.indexOf(piece, from),
    };
  }
  return {
    length,
    isAt: (text, place) => {
      for (let i = 0; i < length; i++) {
        const wanted = piece.charCodeAt(i);
        if (wanted !== QUESTION_MARK && wanted !== text.charCodeAt(place + i)) {
          return false;
        }
      }
      return true;
    },
    find: shiftAnd(piece),
  };
}

/**
 * Finds a piece with question marks: each of its places is a bit, which tells
 * whether the text up to here matches the piece up to there, and one character
 * of the text moves 32 of them on at once.
 */
function shiftAnd(piece: string): GlobPiece['find'] {
  const size = Math.ceil(piece.length / 32);
  const masks = new Map<number, Uint32Array>();
  const maskOf = (unit: number) => {
    const mask = new Uint32Array(size);
    for (let i = 0; i < piece.length; i++) {
      const wanted = piece.charCodeAt(i);
      if (wanted === unit || wanted === QUESTION_MARK) {
        mask[Math.floor(i / 32)] += 2 ** (i % 32);
      }
    }
    return mask;
  };
  for (const unit of new Set(piece.split('').map(c => c.charCodeAt(0)))) {
    masks.set(unit, maskOf(unit));
  }
  const otherwise = maskOf(-1);
  const lastBit = 2 ** ((piece.length - 1) % 32);
  // One for all searches, which never overlap: making it costs as much as a
  // short search.
  const reached = new Uint32Array(size);
  return (text, from) => {
    reached.fill(0);
    for (let at = from; at < text.length; at++) {
      const mask = masks.get(text.charCodeAt(at)) ?? otherwise;
      let carried = 1;
      for (let i = 0; i < size; i++) {
        const before = reached[i];
        // eslint-disable-next-line no-bitwise
        reached[i] = ((before << 1) | carried) & mask[i];
        // eslint-disable-next-line no-bitwise
        carried = before >>> 31;
      }
      // eslint-disable-next-line no-bitwise
      if (reached[size - 1] & lastBit) {
        return at - piece.length + 1;
      }
    }
    return -1;
  };
}
