import { FindingSeverity } from '@internal/backstage-plugin-esc-trust-common';
import { bySeverity } from './bySeverity';

const finding = (
  fingerprint: string,
  severity: FindingSeverity,
  accepted = false,
) => ({ code: 'x', message: 'm', fingerprint, severity, accepted });

it('findings come the worst first, accepted ones last, equals in their order', () => {
  const findings = [
    finding('info', 'info'),
    finding('accepted', 'error', true),
    finding('warning', 'warning'),
    finding('error 1', 'error'),
    finding('error 2', 'error'),
  ];
  expect(bySeverity(findings).map(f => f.fingerprint)).toEqual([
    'error 1',
    'error 2',
    'warning',
    'info',
    'accepted',
  ]);
});
