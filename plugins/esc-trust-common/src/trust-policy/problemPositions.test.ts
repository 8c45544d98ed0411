import { offsetOfPath, renderPath } from './jsonPositions';
import { parseTrustPolicy } from './parseTrustPolicy';

const TEXT = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": "*", "Action": "sts:*" },
    {
      "Effect": "allow",
      "Principal": { "Nobody": "x" },
      "Action": "sts:*",
      "Condition": []
    }
  ]
}`;

describe('where problems are', () => {
  const expected = [
    ['Statement[1].Effect', 6, 7],
    ['Statement[1].Principal.Nobody', 7, 22],
    ['Statement[1].Condition', 9, 7],
  ];

  it.each([
    ['text', TEXT],
    ['URL-encoded text', encodeURIComponent(TEXT)],
  ])('in %s', (_, document) => {
    expect(
      parseTrustPolicy(document).problems.map(({ path, position }) => [
        path,
        position?.line,
        position?.column,
      ]),
    ).toEqual(expected);
  });

  it('in an object', () => {
    expect(
      parseTrustPolicy(JSON.parse(TEXT)).problems.map(p => [
        p.path,
        p.position,
      ]),
    ).toEqual(expected.map(([path]) => [path, undefined]));
  });

  it.each([
    ['{\n "a": }', { line: 2, column: 7 }],
    ['{\n "a": 1', { line: 2, column: 8 }],
    ['{"Statement": {"Effect": 1,\n"Effect": 2}}', { line: 2, column: 1 }],
    ['{"a": 1,}', { line: 1, column: 9 }],
    ['{"a" 1}', { line: 1, column: 6 }],
    ['[1 2]', { line: 1, column: 4 }],
    ['[1, ]', { line: 1, column: 5 }],
    ['[}', { line: 1, column: 2 }],
    ['{a: 1}', { line: 1, column: 2 }],
    ['{"a": "\\x"}', { line: 1, column: 7 }],
    ['{"a": 01}', { line: 1, column: 7 }],
    ['{"a": nul}', { line: 1, column: 7 }],
    ['{} x', { line: 1, column: 4 }],
    ['', { line: 1, column: 1 }],
    ['{"a": "b\n"}', { line: 1, column: 9 }],
    ['{\n"a\tb": 1}', { line: 2, column: 3 }],
    ['[]', { line: 1, column: 1 }],
    ['{\n"Statement": []}', { line: 2, column: 1 }],
  ])('of %j', (text, position) => {
    expect(parseTrustPolicy(text).problems[0].position).toEqual(position);
  });

  it.each<[string, Array<string | number>, string]>([
    ['{"a": {"b": [1, {"c": 2}]}}', ['a', 'b', 1, 'c'], '"c": 2'],
    ['{"a": {"b": [1, {"c": 2}]}}', ['a', 'b', 0], '1,'],
    ['{"a": {"b": 1}}', ['a', 'x'], '"a": {'],
    ['{"x": {"a": 1}, "a": 2}', ['a'], '"a": 2'],
    ['{"a\\"": 1, "\\u0062": 2}', ['b'], '"\\u0062"'],
  ])('finds in %s the path %j', (json, path, start) => {
    expect(json.slice(offsetOfPath(json, path))).toMatch(
      new RegExp(`^${start.replace(/[[\]{}\\.]/g, '\\$&')}`),
    );
  });

  it('writes paths', () => {
    expect(renderPath(['Statement', 1, 'Condition', 'a:b'])).toBe(
      'Statement[1].Condition["a:b"]',
    );
  });

  it.each<[string, unknown]>([
    ['deep lists', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['deep objects', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['many equal keys', `{${'"a":1,'.repeat(50_000)}"a":1}`],
    ['many statements', { Statement: new Array(8_000).fill(0) }],
    [
      '__proto__',
      '{"__proto__": {"Statement": []}, "Statement": [{"__proto__": 1}]}',
    ],
    [
      'a cycle',
      (() => {
        const a: { b?: object } = {};
        a.b = a;
        return a;
      })(),
    ],
    ['bad escapes', '%E0%A4%A'],
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
    ['a big integer', 1n],
  ])('survives %s', (_, document) => {
    const { policy, problems } = parseTrustPolicy(document);
    expect(policy).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(100);
  });
});
