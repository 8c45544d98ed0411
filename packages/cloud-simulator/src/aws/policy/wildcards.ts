/**
 * A part of a pattern. In a literal part `*` and `?` stand for themselves, as
 * they do after a policy variable was replaced by its value.
 */
export interface PatternPart {
  text: string;
  literal: boolean;
}

/** A single pattern character, or a wildcard. */
type Token = { char: string } | 'any-run' | 'any-one';

function tokensOf(parts: PatternPart[]): Token[] {
  const tokens: Token[] = [];
  for (const part of parts) {
    for (const char of part.text) {
      if (!part.literal && char === '*') {
        tokens.push('any-run');
      } else if (!part.literal && char === '?') {
        tokens.push('any-one');
      } else {
        tokens.push({ char });
      }
    }
  }
  return tokens;
}

/**
 * Matches the whole value. `*` stands for any run of characters, also `/` and
 * `:`, and `?` for exactly one. Walks back to the last `*` only, so the time
 * is at most the product of both lengths, whatever the pattern.
 */
export function matchesWildcards(
  value: string,
  pattern: string | PatternPart[],
): boolean {
  const tokens = tokensOf(
    typeof pattern === 'string' ? [{ text: pattern, literal: false }] : pattern,
  );
  const chars = [...value];
  let at = 0;
  let token = 0;
  let lastRun = -1;
  let resumeAt = 0;
  while (at < chars.length) {
    const current = tokens[token];
    if (current === 'any-run') {
      lastRun = token;
      resumeAt = at;
      token += 1;
    } else if (
      current !== undefined &&
      (current === 'any-one' || current.char === chars[at])
    ) {
      at += 1;
      token += 1;
    } else if (lastRun >= 0) {
      resumeAt += 1;
      at = resumeAt;
      token = lastRun + 1;
    } else {
      return false;
    }
  }
  while (tokens[token] === 'any-run') {
    token += 1;
  }
  return token === tokens.length;
}
