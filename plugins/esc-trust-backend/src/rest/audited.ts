import { AuditorService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { Request } from 'express';

/** Runs a mutation and records how it ended, whichever way. */
export async function audited<T>(
  auditor: AuditorService,
  options: {
    eventId: string;
    severityLevel: 'medium' | 'high';
    request: Request;
    meta?: JsonObject;
  },
  run: () => Promise<T>,
): Promise<T> {
  const event = await auditor.createEvent(options);
  try {
    const result = await run();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}
