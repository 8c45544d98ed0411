/** One line of a diff. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Lines of a diff, or how many unchanged ones are left out in their place. */
export type DiffPart = DiffLine | { kind: 'fold'; count: number };

/**
 * The shortest way from one text to another, line by line. Commas at the ends
 * of lines don't count: an item that gets a successor is the same.
 *
 * @remarks
 * Plain longest common subsequence: policies have some hundred lines at most.
 *
 * @param before - the lines that are there
 * @param after - the lines that will be there
 */
export function diffLines(before: string[], after: string[]): DiffLine[] {
  // common[i][j]: how many lines before.slice(i) and after.slice(j) share.
  const common = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i][j] = isSame(before[i], after[j])
        ? common[i + 1][j + 1] + 1
        : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }

  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && isSame(before[i], after[j])) {
      lines.push({ kind: 'same', text: after[j] });
      i++;
      j++;
    } else if (
      // Where both will do, what goes is said before what comes.
      j === after.length ||
      (i < before.length && common[i + 1][j] >= common[i][j + 1])
    ) {
      lines.push({ kind: 'removed', text: before[i++] });
    } else {
      lines.push({ kind: 'added', text: after[j++] });
    }
  }
  return lines;
}

function isSame(before: string, after: string): boolean {
  return before.replace(/,$/, '') === after.replace(/,$/, '');
}

/**
 * Leaves out unchanged lines that are far from every change.
 *
 * @param lines - the diff
 * @param context - how many unchanged lines stay on each side of a change
 */
export function foldUnchanged(lines: DiffLine[], context = 3): DiffPart[] {
  const changes = lines.flatMap(({ kind }, at) => (kind === 'same' ? [] : at));
  const isNear = (at: number) =>
    changes.some(change => Math.abs(change - at) <= context);
  const parts: DiffPart[] = [];
  lines.forEach((line, at) => {
    const last = parts[parts.length - 1];
    if (isNear(at)) {
      parts.push(line);
    } else if (last?.kind === 'fold') {
      last.count++;
    } else {
      parts.push({ kind: 'fold', count: 1 });
    }
  });
  return parts;
}

/**
 * The lines in which a value of a plan is compared.
 *
 * @param value - JSON, or undefined when there is nothing
 */
export function linesOf(value: unknown): string[] {
  if (value === undefined) {
    return [];
  }
  return (
    typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  ).split('\n');
}
