/**
 * Benchmarks of what the project promises, run by `npm run bench -- NAME`.
 *
 * @packageDocumentation
 */
export type { Bench, BenchFigure } from './bench';
export { benches } from './benches';
