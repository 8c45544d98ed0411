import { BenchFigure } from '../bench';
import { rounded } from '../measure';

/** A figure that keeps its promise while it is small. */
export function atMost(
  name: string,
  value: number,
  unit: string,
  goal: number,
): BenchFigure {
  return { name, value: rounded(value), unit, goal: { atMost: goal } };
}
