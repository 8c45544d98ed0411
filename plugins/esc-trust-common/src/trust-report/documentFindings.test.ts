import { exactly, policyOf } from '../trust-policy/__testUtils__/policies';
import { parseTrustPolicy } from '../trust-policy/parseTrustPolicy';
import { ROLE, tight } from './__testUtils__/goodInput';
import { documentFindings } from './documentFindings';

const found = (document: unknown) =>
  documentFindings(document, parseTrustPolicy(document), ROLE).map(f => [
    f.code,
    f.message,
  ]);

describe('documentFindings', () => {
  it('finds nothing in a good policy, in whatever form', () => {
    const text = JSON.stringify(tight);
    expect(found(tight)).toEqual([]);
    expect(found(text)).toEqual([]);
    expect(found(encodeURIComponent(text))).toEqual([]);
  });

  it('misses the Version', () => {
    const { Version: _, ...rest } = tight;
    expect(found(encodeURIComponent(JSON.stringify(rest)))).toEqual([
      ['missing-version', expect.stringContaining('2008-10-17')],
    ]);
  });

  it('tells keys that are there twice from other errors', () => {
    const twice = JSON.stringify(tight).replace(
      '{',
      '{"Version":"2012-10-17",',
    );
    expect(found(twice)).toEqual([
      ['duplicate-keys', expect.stringContaining('"Version" twice')],
    ]);
    expect(found('{')[0][0]).toBe('trust-policy-unreadable');
  });

  // 80 % of 2048 characters are 1638.4; whitespace doesn't count.
  it.each([
    [1638, []],
    [1639, ['quota-nearly-used']],
  ])('counts %i characters', (length, codes) => {
    const empty = JSON.stringify(policyOf(exactly('aws:acme', ''))).length;
    const policy = policyOf(exactly('aws:acme', 'x'.repeat(length - empty)));
    const text = JSON.stringify(policy, null, 8);
    expect(text.length).toBeGreaterThan(length);
    expect(found(text).map(([code]) => code)).toEqual(codes);
    expect(found(policy).map(([code]) => code)).toEqual(codes);
  });
});
