import { UnansweredError } from '../../time/UnansweredError';
import { LeaseLostError } from '../journal/OperationStore';

/**
 * Whether a write that failed surely had no effect, and this run may still say
 * so: when nobody answered it may have had one, and when the lease is lost
 * another run is at work.
 */
export function isRefusal(error: unknown): boolean {
  return !(error instanceof UnansweredError || error instanceof LeaseLostError);
}
