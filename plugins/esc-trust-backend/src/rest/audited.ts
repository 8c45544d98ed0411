import { AuditorService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { AnyRequest } from '../access/CallerReader';

/**
 * Runs a mutation and records how it ended, whichever way.
 *
 * @param describe - what else the record of a success says
 */
export async function audited<T>(
  auditor: AuditorService,
  options: {
    eventId: string;
    severityLevel: 'medium' | 'high';
    /** Absent for what comes by another way than the REST API. */
    request?: AnyRequest;
    meta?: JsonObject;
  },
  run: () => Promise<T>,
  describe?: (result: T) => JsonObject,
): Promise<T> {
  const event = await auditor.createEvent(options);
  try {
    const result = await run();
    await event.success(describe && { meta: describe(result) });
    return result;
  } catch (error) {
    await event.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}
