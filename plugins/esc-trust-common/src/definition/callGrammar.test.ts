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

describe('6.2, calls', () => {
  it.each<[string, string, string[]]>([
    ['the short form', LOGIN, ['a']],
    [
      'the long form',
      `{fn::open: {provider: aws-login, inputs: ${OIDC}}}`,
      ['a'],
    ],
    [
      'further keys of the long form',
      `{fn::open: {inputs: ${OIDC}, x: 1, provider: aws-login}}`,
      ['a'],
    ],
    ['a provider in another case', `{fn::open::AWS-login: ${OIDC}}`, []],
    [
      'a provider with more to its name',
      `{fn::open::aws-login::x: ${OIDC}}`,
      [],
    ],
    [
      'another provider in the long form',
      `{fn::open: {provider: gcp-login, inputs: {a: ${LOGIN}}}}`,
      ['a["fn::open"].inputs.a'],
    ],
    [
      'a prefix in another case beside other keys',
      `{FN::open::aws-login: 1, b: ${LOGIN}}`,
      ['a.b'],
    ],
    ...[
      'final',
      'toJSON',
      'fromJSON',
      'toYAML',
      'toString',
      'toBase64',
      'fromBase64',
    ].map((name): [string, string, string[]] => [
      `fn::${name}`,
      `{fn::${name}: ${LOGIN}}`,
      [`a["fn::${name}"]`],
    ]),
    ...['join', 'concat', 'split'].map((name): [string, string, string[]] => [
      `fn::${name}`,
      `{fn::${name}: [x, [${LOGIN}]]}`,
      [`a["fn::${name}"][1][0]`],
    ]),
    [
      'of fn::validate the value',
      `{fn::validate: {schema: ${LOGIN}, value: ${LOGIN}}}`,
      ['a["fn::validate"].value'],
    ],
    [
      'of fn::rotate the inputs',
      `{fn::rotate: {provider: x, inputs: {login: ${LOGIN}}, state: {login: ${LOGIN}}}}`,
      ['a["fn::rotate"].inputs.login'],
    ],
    [
      'of fn::rotate::aws-iam the inputs',
      `{fn::rotate::aws-iam: {inputs: {login: ${LOGIN}}, state: {login: ${LOGIN}}}}`,
      ['a["fn::rotate::aws-iam"].inputs.login'],
    ],
    [
      'the login of another provider',
      `{fn::open::aws-secrets: {region: r, login: ${LOGIN}}}`,
      ['a["fn::open::aws-secrets"].login'],
    ],
    [
      'a login in the inputs of a login',
      `{fn::open::aws-login: {oidc: {roleArn: {fn::join: ['', [${LOGIN}]]}}}}`,
      ['a', 'a["fn::open::aws-login"].oidc.roleArn["fn::join"][1][0]'],
    ],
    [
      'a login in the inputs of a login, in the long form',
      `{fn::open: {provider: aws-login, inputs: {static: ${LOGIN}}}}`,
      ['a', 'a["fn::open"].inputs.static'],
    ],
    ['lists of lists', `[[1, ${LOGIN}]]`, ['a[0][1]']],
    ['a secret', `{fn::secret: ${LOGIN}}`, []],
    [
      'a secret in another call',
      `{fn::toJSON: {x: {fn::secret: {y: ${LOGIN}}}}}`,
      [],
    ],
    [
      'a function that is not known',
      `{fn::new: {x: ${LOGIN}}}`,
      ['a["fn::new"].x'],
    ],
  ])('walks %s', (_, value, paths) => {
    expect(found(`values: {a: ${value}}`)).toMatchObject({
      paths,
      problems: [],
    });
  });

  it.each<[string, string, string]>([
    [
      'two keys',
      `{fn::open::aws-login: ${OIDC}, b: 1}`,
      'illegal call to builtin function: "fn::open::aws-login" must be the only key within its containing object',
    ],
    [
      'two keys in the inputs of a login',
      `{fn::open::aws-login: {oidc: {roleArn: {fn::join: [], b: 1}}}}`,
      'illegal call to builtin function: "fn::join" must be the only key within its containing object',
    ],
    [
      'another case',
      `{FN::open::aws-login: ${OIDC}}`,
      `'fn::' is a reserved prefix`,
    ],
    ...['fn::open: x', 'fn::open: [aws-login]', 'fn::open:'].map(
      (call): [string, string, string] => [
        call,
        `{${call}}`,
        "the argument to fn::open must be an object containing 'provider' and 'inputs'",
      ],
    ),
    ...['${p}', 'aws-${p}', '[aws-login]', '{fn::join: []}', '1', '~'].map(
      (provider): [string, string, string] => [
        `the provider ${provider}`,
        `{fn::open: {provider: ${
          provider.includes('$') ? `'${provider}'` : provider
        }, inputs: ${OIDC}}}`,
        'provider name must be a string literal',
      ],
    ),
    [
      'no provider',
      `{fn::open: {inputs: ${OIDC}}}`,
      'provider name must be a string literal',
    ],
    [
      'no inputs',
      '{fn::open: {provider: aws-login}}',
      "missing provider inputs ('inputs')",
    ],
  ])('refuses %s', (_, value, message) => {
    const { problems, at } = found(`values:\n  a: ${value}`);
    expect(problems).toEqual([message]);
    expect(at.at(-1)![0]).toBe(2);
  });
});
