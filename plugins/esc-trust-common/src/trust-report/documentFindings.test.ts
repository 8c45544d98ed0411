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

  it('says where each problem is', () => {
    const text = JSON.stringify(tight, null, 2).replace('"Allow"', '"allow"');
    const effect = 'An Effect is neither Allow nor Deny.';
    const unreadable = (detail: string) => [
      [
        'trust-policy-unreadable',
        `The trust policy is not understood: ${detail}`,
      ],
    ];
    expect(found(text)).toEqual(unreadable(`line 6, column 7: ${effect}`));
    // Lines count in the decoded text, which is the one that people see.
    expect(found(encodeURIComponent(text))).toEqual(found(text));
    expect(found(JSON.parse(text))).toEqual(
      unreadable(`Statement[0].Effect: ${effect}`),
    );
    expect(found('{\n "a": }')).toEqual(
      unreadable('line 2, column 7: The trust policy is not valid JSON.'),
    );
    expect(found(7)).toEqual(unreadable('The trust policy is not an object.'));
  });

  it('knows a duplicate key by its kind, whatever it is called', () => {
    const key = 'twice in one object';
    expect(found(`{"${key}": 1}`).map(([code]) => code)).toEqual([
      'trust-policy-unreadable',
      'trust-policy-unreadable',
    ]);
    expect(found(`{\n"${key}": 1,\n"${key}": 2}`)).toEqual([
      [
        'duplicate-keys',
        expect.stringContaining(
          `line 3, column 1: The trust policy has the key "${key}"`,
        ),
      ],
    ]);
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
