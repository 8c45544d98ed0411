/**
 * One figure of a benchmark.
 *
 * @public
 */
export interface BenchFigure {
  /** What was measured, in a few words. */
  name: string;
  /** What came out, in `unit`. */
  value: number;
  /** Such as `decisions/s` or `ms`. */
  unit: string;
  /** The bound that the project promises: at least or at most this, in `unit`. */
  goal: { atLeast: number } | { atMost: number };
}

/**
 * Measures, and tells on the way what it does.
 *
 * @param args - the command's arguments after the benchmark's name
 * @param say - takes a line for people
 * @public
 */
export type Bench = (
  args: string[],
  say: (line: string) => void,
) => BenchFigure[] | Promise<BenchFigure[]>;

/** Whether a figure keeps the promise. */
export function isMet({ value, goal }: BenchFigure): boolean {
  return 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
}
