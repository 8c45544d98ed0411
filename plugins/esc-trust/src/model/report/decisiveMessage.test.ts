import {
  Finding,
  GateResult,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';
import { exampleMapping } from '../../testing/exampleMapping';
import { decisiveMessage } from './decisiveMessage';

const gate = (outcome: GateResult['outcome'], message: string): GateResult => ({
  gate: 'role',
  outcome,
  message,
});
const finding = (
  severity: Finding['severity'],
  message: string,
  accepted?: boolean,
): Finding => ({
  code: 'x',
  fingerprint: message,
  severity,
  message,
  accepted,
});
const wider: TrustReport['exposure'] = {
  verdict: 'wider',
  witnesses: [
    { audience: 'a', subject: 's', why: 'first witness' },
    { audience: 'a', subject: 't', why: 'second witness' },
  ],
};
const say = (trust: Partial<TrustReport>) =>
  decisiveMessage(exampleMapping('acme/payments/prod', trust).trust);

describe('decisiveMessage', () => {
  it('prefers the first failing gate to everything else', () => {
    expect(
      say({
        status: 'untrusted',
        gates: [
          gate('pass', 'passes'),
          gate('unknown', 'not known'),
          gate('fail', 'first failure'),
          gate('fail', 'second failure'),
        ],
        exposure: wider,
        findings: [finding('error', 'an error')],
      }),
    ).toBe('first failure');
  });

  it('then says what is not known, then who else gets in', () => {
    const gates = [gate('pass', 'passes'), gate('unknown', 'not known')];
    expect(say({ status: 'unknown', gates, exposure: wider })).toBe(
      'not known',
    );
    expect(
      say({
        status: 'over-permissive',
        gates: [gate('pass', 'passes')],
        exposure: wider,
        findings: [finding('error', 'an error')],
      }),
    ).toBe('first witness');
  });

  it('then says the worst finding that nobody accepted', () => {
    expect(
      say({
        status: 'conditional',
        findings: [
          finding('info', 'a remark'),
          finding('error', 'an accepted error', true),
          finding('warning', 'a warning'),
        ],
      }),
    ).toBe('a warning');
    expect(
      say({ status: 'conditional', findings: [finding('info', 'a remark')] }),
    ).toBe('a remark');
  });

  it('leaves the rest to the status', () => {
    expect(
      say({
        gates: [gate('pass', 'passes')],
        findings: [
          finding('info', 'a remark'),
          finding('warning', 'an accepted warning', true),
        ],
      }),
    ).toBeUndefined();
  });
});
