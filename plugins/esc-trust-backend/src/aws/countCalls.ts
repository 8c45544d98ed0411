import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { CallOutcome, Metrics } from '../metrics/Metrics';
import { httpStatus } from './awsErrors';
import { isThrottle } from './throttling';

/** What any client of the SDK can use. */
type ClientPlugin = NonNullable<
  Parameters<typeof fromTemporaryCredentials>[0]['clientPlugins']
>[number];

/** Counts the calls that a client makes, each try of them. */
export function countCalls(
  service: 'iam' | 'sts',
  metrics: Metrics,
): ClientPlugin {
  return {
    applyToStack: stack =>
      stack.add(
        (next, { commandName = 'unknown' }) =>
          async args => {
            const action = String(commandName).replace(/Command$/, '');
            const name = `${service}:${action}`;
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
      ),
  };
}

function outcomeOf(error: unknown): CallOutcome {
  if (isThrottle(error)) {
    return 'throttled';
  }
  const status = httpStatus(error) ?? 0;
  return status >= 400 && status < 500 ? 'refused' : 'failed';
}
