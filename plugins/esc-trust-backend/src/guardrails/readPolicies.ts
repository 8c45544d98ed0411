import { isError } from '@backstage/errors';
import { PolicyReading } from './types';

/** Reads one managed policy; undefined when there is none. */
export type GetManagedPolicy = (
  arn: string,
) => Promise<{ document: unknown } | undefined>;

/**
 * Reads what guardrails have to know. An outage counts as "can't be read": a
 * guardrail must not open by it.
 */
export async function readPolicies(
  arns: readonly string[],
  getManagedPolicy: GetManagedPolicy,
): Promise<ReadonlyMap<string, PolicyReading>> {
  const readings = arns.map(async (arn): Promise<[string, PolicyReading]> => {
    try {
      const policy = await getManagedPolicy(arn);
      return [arn, policy ?? { unreadable: 'AWS has no such policy' }];
    } catch (error) {
      const why = isError(error) ? ` (${error.message})` : '';
      return [arn, { unreadable: `it can't be read${why}` }];
    }
  });
  return new Map(await Promise.all(readings));
}
