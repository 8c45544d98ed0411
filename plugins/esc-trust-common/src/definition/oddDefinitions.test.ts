import { LOGIN } from './__testUtils__/logins';
import { findAwsLogins } from './findAwsLogins';
import { removeAwsLogin } from './removeAwsLogin';
import { setAwsLogin } from './setAwsLogin';

// What the random definitions of the property tests don't hold.
const ODD: Array<[string, string]> = [
  ['an anchor of values', 'values: &v # c\n  a: 1 # x\n# end'],
  ['an anchor on the way', 'values:\n  aws: &a\n    x: 1\n'],
  ['tags', 'values: !!map\n  a: !custom x\n  b: !!binary aGk=\n'],
  ['a directive', '%YAML 1.2\n---\nvalues:\n  a: 1\n...\n'],
  ['a second document', 'values:\n  a: 1\n---\nvalues: [*b\n'],
  ['values on the line of the marker', '--- {values: {a: 1}}\n'],
  ['a byte order mark and a marker', '\uFEFF---\nvalues:\n a: 1'],
  ['blanks before colons', "'values' :\n  'aws' :\n    x : 1\n"],
  [
    'indentation that grows and shrinks',
    'values:\n    a:\n     b:\n      c: 1\n',
  ],
  ['mixed line ends', 'values:\n  a: 1\r\n  b: 2\n'],
  ['blanks and tabs at the ends of lines', 'values:   \n  a: 1\t\n\t\n   \n'],
  [
    'comments at every depth',
    'values:\n  a: 1\n   # deeper\n # shallower\n# none\n',
  ],
  ['lists in lists', 'values:\n  a:\n  - 1\n  -\n    b: 2\n  - - 3\n'],
  ['explicit keys', 'values:\n  ? a\n  : 1\n  ? "b"\n'],
  ['flow style over lines', 'values: {a: 1,\n# c\n}\n'],
  ['a flow map with a key alone', 'values: {a, b: }'],
  ['JSON', '{"values":{"aws":{"x":"y"}},"imports":["a"]}\n'],
  ['JSON over lines', '{\n  "values": {\n    "a": 1\n  }\n}\n'],
  ['a merge key', 'values:\n  <<: {a: 1}\n  b: 2\n'],
  ['text over lines', 'values:\n  a: "x\n    y"\n  b: z\n   w\n'],
  ['an escaped line end', 'values:\n  b: "\\u00e9\\\n    c"\n'],
  ['an indentation indicator', 'values:\n  a: |2\n      x\n    y\n'],
  ['a folded text at the end', 'values:\n  a: >+\n    x\n\n\n'],
  [
    'ciphertexts',
    'values:\n  a:\n    fn::secret:\n      ciphertext: ZXNj+/==\n',
  ],
  [
    'numbers that few readers agree on',
    'values:\n  a: 1_000\n  b: 0o17\n  c: 2001-01-01\n',
  ],
  ['unicode', 'values:\n  ключ: значение\n  "日本": 😀 # 😀\n'],
  ['a line separator in a comment', 'values:\n  a: 1 # x\u2028y\n'],
  [
    'long lines',
    `values:\n  a: ${'x'.repeat(5_000)}\n  b: "${'y '.repeat(3_000)}"\n`,
  ],
];

/** Whether a text is another with whole pieces put in. */
function holdsInOrder(text: string, lines: string[]): boolean {
  let from = 0;
  return lines.every(line => {
    const at = text.indexOf(line, from);
    from = at + line.length;
    return at >= 0;
  });
}

describe.each(ODD)('a definition with %s', (_, yaml) => {
  it.each([
    { path: 'aws.login' },
    { path: 'login', exportEnvironmentVariables: true },
  ])('takes a login and gives it back: %j', options => {
    const login = { ...LOGIN, ...options };
    const text = setAwsLogin(yaml, login);
    expect(findAwsLogins(text)).toMatchObject({
      logins: [{ path: options.path, roleArn: { literal: LOGIN.roleArn } }],
      problems: [],
    });
    const pieces = yaml.split(/[{},\n]/).map(piece => piece.trim());
    expect(holdsInOrder(text, pieces)).toBe(true);
    expect(setAwsLogin(text, login)).toBe(text);
    expect(removeAwsLogin(text, options.path)).toBe(yaml);
  });
});
