/** How often a property is tried: at most PROPERTY_RUNS times, where that is set. */
export function propertyRuns(count: number): number {
  return Math.min(count, Number(process.env.PROPERTY_RUNS ?? count));
}
