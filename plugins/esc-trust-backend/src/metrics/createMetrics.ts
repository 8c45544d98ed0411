import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { Metrics } from './Metrics';

/** Counts through Backstage's metrics service. */
export function createMetrics(service: MetricsService): Metrics {
  const counter = (name: string, description: string) =>
    service.createCounter(name, { description });
  const calls = counter(
    'esc_trust.calls.count',
    'Calls of AWS and Pulumi Cloud, each try',
  );
  const throttles = counter(
    'esc_trust.throttles.count',
    'Calls that AWS or Pulumi Cloud refused because there were too many',
  );
  const assessments = counter(
    'esc_trust.assessments.count',
    'Mappings assessed',
  );
  const scans = counter(
    'esc_trust.scans.count',
    'Reads of a whole account or organization',
  );
  const changes = counter(
    'esc_trust.status_changes.count',
    'Mappings whose status has changed, by the new one',
  );
  return {
    called: (api, call, outcome) => {
      calls.add(1, { api, call, outcome });
      if (outcome === 'throttled') {
        throttles.add(1, { api });
      }
    },
    assessed: (from, outcome, count = 1) => {
      if (count > 0) {
        assessments.add(count, { from, outcome });
      }
    },
    scanned: (kind, outcome) => scans.add(1, { kind, outcome }),
    changed: status => changes.add(1, { status }),
  };
}
