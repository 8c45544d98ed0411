const CONTEXT_LINES = 3;

/**
 * Two texts as one diff: lines that went with `-`, new ones with `+`, and a few
 * lines around them.
 *
 * @remarks
 * Trust policies have a few hundred lines at most, so the longest common
 * subsequence by its textbook table is quick.
 */
export function lineDiff(before: string, after: string): string[] {
  const lines = compare(linesOf(before), linesOf(after));
  const isNear = lines.map((_, index) =>
    lines
      .slice(Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1)
      .some(line => !line.startsWith(' ')),
  );
  return lines.flatMap((line, index) => {
    if (isNear[index]) {
      return [line];
    }
    return isNear[index - 1] || index === 0 ? ['  …'] : [];
  });
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}

function compare(before: string[], after: string[]): string[] {
  // common[i][j]: how many lines both have in common from i and j on.
  const common = [...before, ''].map(() => after.map(() => 0).concat(0));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i][j] =
        before[i] === after[j]
          ? common[i + 1][j + 1] + 1
          : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const lines: string[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      lines.push(`  ${before[i]}`);
      i++;
      j++;
    } else if (
      i < before.length &&
      (j === after.length || common[i + 1][j] >= common[i][j + 1])
    ) {
      lines.push(`- ${before[i++]}`);
    } else {
      lines.push(`+ ${after[j++]}`);
    }
  }
  return lines;
}
