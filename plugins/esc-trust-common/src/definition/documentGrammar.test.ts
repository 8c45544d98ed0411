import { findAwsLogins } from './findAwsLogins';

// Reference, pulumi-esc-oidc.md, section 6 (pulumi/esc, ast/environment.go,
// ast/expr.go, eval/eval.go, syntax/encoding/yaml.go).

const OIDC = '{oidc: {roleArn: r, sessionName: s}}';
const LOGIN = `{fn::open::aws-login: ${OIDC}}`;

function found(yaml: string) {
  const { logins, problems } = findAwsLogins(yaml);
  return {
    paths: logins.map(login => login.path),
    problems: problems.map(p => p.message),
    at: [...logins, ...problems].map(
      ({ position }) => position && [position.line, position.column],
    ),
  };
}

describe('6.1, the document', () => {
  it.each<[string, string, string[]]>([
    ['keys in any case', `VALUES: {a: ${LOGIN}}`, ['a']],
    [
      'an unknown key, of which Pulumi warns',
      `x: 1\nvalues: {a: ${LOGIN}}`,
      ['a'],
    ],
    [
      'a section twice, of which it warns: the last counts',
      `values: {a: ${LOGIN}}\nvalues: {b: ${LOGIN}}`,
      ['b'],
    ],
    [
      'a section twice in another case',
      `values: {a: ${LOGIN}}\nValues: {b: ${LOGIN}}`,
      ['b'],
    ],
    ['an empty text', '', []],
    ['comments only', '# nothing\n', []],
    ['values of nothing', 'values:\n', []],
    ['the first document only', `values: {a: ${LOGIN}}\n---\n*x: [`, ['a']],
    ['a directive', `%YAML 1.2\n---\nvalues: {a: ${LOGIN}}`, ['a']],
    ['an anchor without alias', `values: &v {a: &l ${LOGIN}}`, ['a']],
    [
      'keys that differ in case only',
      `values: {a: ${LOGIN}, A: ${LOGIN}}`,
      ['a', 'A'],
    ],
    ['a merge key, which is none', `values: {<<: {a: ${LOGIN}}}`, ['["<<"].a']],
    [
      'unicode keys',
      `values: {ключ: {'日本 語': ${LOGIN}}}`,
      ['["ключ"]["日本 語"]'],
    ],
    [
      'a prefix in another case, directly under values',
      `values: {FN::x: ${LOGIN}}`,
      ['["FN::x"]'],
    ],
    ['a long line', `values: {a: ${'x'.repeat(50_000)}, b: ${LOGIN}}`, ['b']],
  ])('takes %s', (_, yaml, paths) => {
    expect(found(yaml)).toMatchObject({ paths, problems: [] });
  });

  it.each<[string, string, string, [number, number]]>([
    ['a list', '- a', 'environment must be an object', [1, 1]],
    ['a text', 'text', 'environment must be an object', [1, 1]],
    [
      'values that are a list',
      `values: [${LOGIN}]`,
      'values must be an object',
      [1, 9],
    ],
    ['values that are text', 'values: x', 'values must be an object', [1, 9]],
    [
      'a key twice under values',
      'values:\n  a: 1\n  a: 2',
      'duplicate key',
      [3, 3],
    ],
    [
      'a key twice further down',
      'values: {a: [{b: 1, "b": 2}]}',
      'duplicate key',
      [1, 21],
    ],
    [
      'a number for a key',
      'values: {a: {1: 2}}',
      'mapping keys must be strings',
      [1, 14],
    ],
    [
      'a boolean for a key',
      'values: {true: 2}',
      'mapping keys must be strings',
      [1, 10],
    ],
    [
      'a null for a key',
      'values: {~: 2}',
      'mapping keys must be strings',
      [1, 10],
    ],
    [
      'a list for a key',
      'values: {[a]: 2}',
      'mapping keys must be strings',
      [1, 10],
    ],
    [
      'an alias',
      'values: {a: &x 1, b: *x}',
      'alias nodes are not supported',
      [1, 22],
    ],
    [
      'a merge of an alias',
      'values: {a: &x {c: 1}, b: {<<: *x}}',
      'alias nodes are not supported',
      [1, 32],
    ],
    [
      'an alias outside of values',
      'a: &x 1\ndescription: *x',
      'alias nodes are not supported',
      [2, 14],
    ],
    ...['imports', 'context', 'environments'].map(
      (key): [string, string, string, [number, number]] => [
        `the reserved key ${key}`,
        `values:\n  ${key}: {}`,
        `"${key}" is a reserved key`,
        [2, 3],
      ],
    ),
    [
      'a call directly under values',
      `values:\n  a: 1\n  fn::open::aws-login: ${OIDC}`,
      '"fn::open::aws-login" is not allowed directly under values',
      [3, 3],
    ],
  ])('refuses %s', (_, yaml, message, at) => {
    expect(found(yaml)).toEqual({ paths: [], problems: [message], at: [at] });
  });

  it('lets reserved keys be further down', () => {
    expect(found(`values: {a: {context: ${LOGIN}}}`)).toMatchObject({
      paths: ['a.context'],
      problems: [],
    });
  });
});

describe('places', () => {
  const lines = [
    'values:',
    '  aws: # c',
    '    login:',
    '      # d',
    `      fn::open::aws-login: ${OIDC}`,
  ];

  it.each([
    ['lines', lines.join('\n')],
    ['lines of CRLF', lines.join('\r\n')],
    ['a byte order mark', `\uFEFF${lines.join('\n')}`],
    ['a final line end', `${lines.join('\n')}\n`],
  ])('of a login, with %s', (_, yaml) => {
    expect(found(yaml)).toEqual({
      paths: ['aws.login'],
      problems: [],
      at: [[5, 7]],
    });
  });

  it('of one on the first line after a byte order mark', () => {
    expect(found(`\uFEFFvalues: {a: ${LOGIN}}`).at).toEqual([[1, 13]]);
  });
});
