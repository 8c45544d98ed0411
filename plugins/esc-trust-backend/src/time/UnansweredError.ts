import { ServiceUnavailableError } from '@backstage/errors';

/**
 * A write that may have happened: nobody answered, or the answer got lost.
 * Whoever catches it reads before doing anything else.
 *
 * @remarks
 * Every other error of a write means that it certainly had no effect. To users
 * and to HTTP this is a `ServiceUnavailableError`, by its name too.
 */
export class UnansweredError extends ServiceUnavailableError {}
