import { dirname } from 'node:path';

/** The directory of the whole project. */
export function projectRoot(): string {
  return dirname(require.resolve('../../../../package.json'));
}
