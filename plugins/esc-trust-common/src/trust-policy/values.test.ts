import { policyOf, PROVIDER, SUB, when } from './__testUtils__/policies';
import { compileTrustPolicy } from './compileTrustPolicy';
import { evaluateCondition } from './conditions';
import { momentOf } from './dates';
import { compileGlob, globMatches } from './glob';
import { parseAddress, parseNetwork } from './ipNetworks';
import { numberOf } from './numbers';
import { parseTrustPolicy } from './parseTrustPolicy';
import { Effect } from './types';
import { parseVariables } from './variables';

// Rules: IAM User Guide, "IAM JSON policy elements: Condition operators".

describe('dates', () => {
  const noon = Date.UTC(2026, 10, 23, 12);

  it.each<[string, number | undefined]>([
    ['2026-11-23T12:00Z', noon],
    ['2026-11-23T12:00:00.25Z', noon + 250],
    ['2026-11-23T13:30+01:30', noon],
    ['2026-11-23T10:30-01:30', noon],
    ['2026-12-31T23:59:59Z', Date.UTC(2026, 11, 31, 23, 59, 59)],
    ['2026-02-28', Date.UTC(2026, 1, 28)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['12345', 12_345_000],
    // No such month, day, hour, minute or second.
    ['2026-13', undefined],
    ['2026-00-10', undefined],
    ['2026-11-00', undefined],
    ['2026-11-31', undefined],
    ['2026-02-29', undefined],
    ['2026-11-23T24:00Z', undefined],
    ['2026-11-23T12:60Z', undefined],
    ['2026-11-23T12:00:60Z', undefined],
    // A time has a zone, and nothing stands around a date.
    ['2026-11-23T12:00', undefined],
    ['x12345', undefined],
    ['12345x', undefined],
    ['', undefined],
  ])('%s', (text, moment) => {
    expect(momentOf(text)).toBe(moment);
  });
});

describe('numbers', () => {
  it.each<[string, number | undefined]>([
    ['10', 10],
    ['-10.5', -10.5],
    ['+.25', 0.25],
    ['10.', 10],
    ['1e12', 1e12],
    ['1E-12', 1e-12],
    [' 7 ', 7],
    ['1e', undefined],
    ['1ex2', undefined],
    ['.', undefined],
    ['0x10', undefined],
    ['1,000', undefined],
    ['', undefined],
  ])('%j', (text, number) => {
    expect(numberOf(text)).toBe(number);
  });
});

describe('addresses and networks', () => {
  it.each<[string, number | undefined]>([
    ['10.0.0.0/8', 8],
    ['10.0.0.1', 32],
    ['10.0.0.1/032', 32],
    ['::1', 128],
    ['::/0', 0],
    ['1:2:3:4:5:6:7::/128', 128],
    ['::ffff:10.0.0.1/96', 96],
    ['10.0.0.0/33', undefined],
    ['10.0.0.0/0008', undefined],
    ['::/129', undefined],
    ['10.0.0.0/8/8', undefined],
    ['10.0.0.0/', undefined],
    ['10.0.0/8', undefined],
  ])('the network %s', (text, prefixLength) => {
    expect(parseNetwork(text)?.prefixLength).toBe(prefixLength);
  });

  // RFC 4291, section 2.2: `::` once, for one group or more; IPv4 at the end.
  it.each([
    '1::2::3',
    '1:2:3:4::5:6:7:8::9',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7',
    '1:2:3:4::5:6:7:8',
    '10.0.0.1::1',
    '1:10.0.0.1:2:3:4:5:6',
    '1:2:3:4:5:6:7:10.0.0.1',
    '::12345',
    '::g',
    ':::',
  ])('%s is no address', text => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it('reads what an address leaves out', () => {
    expect(parseAddress('1:2:3::5:6:7:8')).toEqual(
      parseAddress('1:2:3:0:5:6:7:8'),
    );
    expect(parseAddress('::')).toEqual(new Array(16).fill(0));
    expect(parseAddress('::10.0.0.1')).toEqual(parseAddress('::a00:1'));
  });
});

describe('wildcards', () => {
  it.each<[string, string, boolean]>([
    ['a?*', 'axy', true],
    ['a?*', 'bxy', false],
    ['*?a', 'xa', true],
    ['*?a', 'xb', false],
    ['a?', 'ab', true],
    ['a?', 'bb', false],
    ['*a*', 'a', true],
    ['*ab*ab*', 'abxx', false],
    ['*a?*b', 'axb', true],
    ['*a?*b', 'xaxyb', true],
    // The pieces may not share characters.
    ['ab*ba', 'aba', false],
    ['a*ab*b', 'axab', false],
    ['**', '', true],
    ['a**b', 'ab', true],
    // A character of two units is one, as is one at the end of the first plane.
    ['?', '\u{1f600}', true],
    ['??', '\u{1f600}', false],
    ['a?b', 'a\u{1f600}b', true],
    ['?a', '\uffffa', true],
    ['?a', '\ud800a', true],
    ['*\u{1f600}', 'a\u{1f600}', true],
  ])('%s and %j: %s', (pattern, text, matches) => {
    expect(globMatches(pattern, text)).toBe(matches);
    expect(compileGlob(pattern)(text)).toBe(matches);
  });
});

describe('operators on what a request states', () => {
  const context = {
    'x:n': '10',
    'x:word': 'ten',
    'x:false': 'FALSE',
    'x:mark': '?',
    'x:dollar': '$',
    'x:arn': 'arn:aws:iam::1:role/a',
  };
  const effectOf = (condition: object): Effect =>
    compileTrustPolicy(
      parseTrustPolicy(policyOf(when(condition))).policy!,
    ).decide({
      principal: { federated: PROVIDER },
      claims: { audience: 'aws:acme', subject: 'pulumi:s' },
      context,
    });

  it.each<[object, Effect]>([
    [{ NumericEquals: { 'x:n': 9 } }, 'implicit-deny'],
    [{ NumericEquals: { 'x:n': 'nine' } }, 'implicit-deny'],
    [{ NumericNotEquals: { 'x:word': [9, 10] } }, 'implicit-deny'],
    [{ NumericNotEquals: { 'x:n': [9, 8] } }, 'allow'],
    [{ Bool: { 'x:false': 'false' } }, 'allow'],
    [{ Bool: { 'x:false': 'true' } }, 'implicit-deny'],
    [{ Bool: { 'x:word': 'false' } }, 'implicit-deny'],
    [{ ArnEquals: { 'x:arn': 'arn:aws:iam::2:role/a' } }, 'implicit-deny'],
    [{ ArnEquals: { 'x:arn': 'arn:aws:iam::1:role/b' } }, 'implicit-deny'],
    [{ ArnNotEquals: { 'x:arn': 'arn:aws:iam::1:role/b' } }, 'allow'],
    [{ 'ForAllValues:Null': { 'x:n': 'false' } }, 'allow'],
    [{ 'ForAnyValue:Null': { 'x:n': 'false' } }, 'implicit-deny'],
    // Variables: escapes, and what is more than the key itself.
    [{ StringEquals: { 'x:mark': '${?}' } }, 'allow'],
    [{ StringLike: { 'x:n': '1${?}' } }, 'implicit-deny'],
    [{ StringEquals: { 'x:dollar': '${$}' } }, 'allow'],
    [{ StringEquals: { 'x:word': '${ x:word }' } }, 'allow'],
    [{ StringEquals: { 'x:word': '${x:n }' } }, 'implicit-deny'],
    [{ StringEquals: { [SUB]: `x\${${SUB}}` } }, 'implicit-deny'],
    [{ StringEquals: { [SUB]: `\${${SUB}}x` } }, 'implicit-deny'],
    [{ StringEquals: { [SUB]: `\${${SUB}}\${x:none}` } }, 'implicit-deny'],
    [{ StringEquals: { [SUB]: `\${x:none}\${${SUB}}` } }, 'implicit-deny'],
    [{ StringEquals: { [SUB]: "${x:none, 'pulumi:s'}" } }, 'allow'],
    [{ ArnLike: { 'x:arn': '${x:arn}' } }, 'allow'],
  ])('%j: %s', (condition, expected) => {
    expect(effectOf(condition)).toBe(expected);
  });

  it('read the variables of a value', () => {
    expect(parseVariables('${?}${$}${ k }${a b}')).toEqual([
      { text: '' },
      { literal: '?' },
      { text: '' },
      { literal: '$' },
      { text: '' },
      { key: { name: 'k' } },
      { text: '' },
      { key: { name: 'a b' } },
      { text: '' },
    ]);
    expect(parseVariables('a${b}${c')).toEqual([
      { text: 'a' },
      { key: { name: 'b' } },
      { text: '${c' },
    ]);
  });

  it('say nothing of an operator that AWS does not document', () => {
    const condition = { operator: 'Magic', key: SUB, values: ['x'] };
    const request = {
      principal: { federated: PROVIDER },
      claims: { audience: 'aws:acme', subject: 'x' },
    };
    expect(evaluateCondition(condition, request, true)).toEqual({
      outcome: 'unknown',
      understood: false,
    });
  });
});
