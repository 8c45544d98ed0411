import { IAMClient } from '@aws-sdk/client-iam';
import { CallOutcome, Metrics } from '../metrics/Metrics';
import { httpStatus } from './awsErrors';
import { isThrottle } from './throttling';

/** Counts the calls of IAM that a client makes, each try of them. */
export function countCalls(client: IAMClient, metrics: Metrics): void {
  client.middlewareStack.add(
    (next, { commandName = 'unknown' }) =>
      async args => {
        const name = `iam:${String(commandName).replace(/Command$/, '')}`;
        try {
          const answer = await next(args);
          metrics.called('aws', name, 'answered');
          return answer;
        } catch (error) {
          metrics.called('aws', name, outcomeOf(error));
          throw error;
        }
      },
    // Within what makes the SDK try again.
    { step: 'finalizeRequest', priority: 'low', name: 'countCalls' },
  );
}

function outcomeOf(error: unknown): CallOutcome {
  if (isThrottle(error)) {
    return 'throttled';
  }
  const status = httpStatus(error) ?? 0;
  return status >= 400 && status < 500 ? 'refused' : 'failed';
}
