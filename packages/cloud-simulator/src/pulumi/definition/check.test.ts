import { interceptedSimulator } from '../../__testUtils__/cloud';
import { pulumiClient } from '../../__testUtils__/pulumi';
import { hasErrors } from './diagnostics';
import { parseDefinition } from './parse';

const { simulator } = interceptedSimulator();
const start = () => {
  simulator().pulumi.addOrganization('acme');
  simulator().pulumi.putEnvironment({
    organization: 'acme',
    project: 'p',
    name: 'e',
    yaml: 'values: {kept: 1}\n',
  });
  return pulumiClient(simulator());
};
const E = '/esc/environments/acme/p/e';
const oidc = (fields: string) => `values:
  aws:
    login:
      fn::open::aws-login:
        oidc:
          ${fields.split('\n').join('\n          ')}
`;
const role = 'roleArn: arn:aws:iam::123456789012:role/r';
const session = 'sessionName: session';

it.each<[string, string, unknown, [line: number, column: number]]>([
  ['broken YAML', 'values:\n  a: [1\n', expect.stringMatching(/./), [3, 1]],
  [
    'an alias',
    'values:\n  a: &x 1\n  b: *x\n',
    'alias nodes are not supported',
    [3, 6],
  ],
  ['a duplicate key', 'values:\n  a: 1\n  a: 2\n', 'duplicate key "a"', [3, 3]],
  [
    'an unknown function',
    'values:\n  a:\n    fn::nope: 1\n',
    'unknown built-in function "fn::nope"',
    [3, 5],
  ],
  [
    'a prefix in another case',
    'values:\n  a:\n    FN::open::aws-login: {}\n',
    "'fn::' is a reserved prefix",
    [3, 5],
  ],
  [
    'a call beside other keys',
    'values:\n  a:\n    b: 1\n    fn::join: []\n',
    'illegal call to builtin function: "fn::join" must be the only key within its containing object',
    [4, 5],
  ],
  [
    'an unknown provider',
    'values:\n  a:\n    fn::open::nope: {}\n',
    'unknown provider "nope"',
    [3, 5],
  ],
  [
    'a provider that is no literal',
    'values:\n  x: aws-login\n  a:\n    fn::open:\n      provider: ${x}\n      inputs: {}\n',
    'provider name must be a string literal',
    [5, 17],
  ],
  [
    'a reserved key',
    'values:\n  context: 1\n',
    '"context" is a reserved key',
    [2, 3],
  ],
  [
    'values that are a list',
    'values: [1]\n',
    'values must be an object',
    [1, 9],
  ],
  [
    'an import that does not exist',
    'imports:\n  - p/none\n',
    "[404] Not Found: environment 'acme/p/none' not found",
    [2, 5],
  ],
  [
    'an import of itself',
    'imports:\n  - p/e\n',
    'cyclic import of p/e',
    [2, 5],
  ],
  [
    'an unknown property',
    'values:\n  a: ${b.c}\n',
    'unknown property "b"',
    [2, 6],
  ],
  [
    'a cyclic reference',
    'values:\n  a: ${b}\n  b: ${a}\n',
    'cyclic reference',
    [2, 6],
  ],
  ['no role', oidc(session), 'missing required properties: roleArn', [6, 11]],
  [
    'no session name',
    oidc(role),
    'missing required properties: sessionName',
    [6, 11],
  ],
  [
    'a role that is too short',
    oidc(`${session}\nroleArn: arn:aws:iam`),
    expect.stringMatching(/^roleArn must be/),
    [7, 20],
  ],
  [
    'a bad session name',
    oidc(`${role}\nsessionName: a b`),
    expect.stringMatching(/^sessionName must have/),
    [7, 24],
  ],
  [
    'a bad duration',
    oidc(`${role}\n${session}\nduration: 1 hour`),
    expect.stringMatching(/^duration must match/),
    [8, 21],
  ],
  [
    'an unknown subject attribute',
    oidc(`${role}\n${session}\nsubjectAttributes: [pulumi.token.name]`),
    expect.stringMatching(/^subjectAttributes must be/),
    [8, 30],
  ],
  [
    'an unknown field',
    oidc(`${role}\n${session}\nregion: x`),
    'unknown property "region"',
    [8, 19],
  ],
  [
    'a nested login',
    'values:\n  a:\n    fn::open::aws-secrets:\n      login:\n        fn::open::aws-login: {oidc: {}}\n',
    expect.stringMatching(/^missing required properties/),
    [5, 37],
  ],
])('refuses %s', async (_, yaml, summary, [line, column]) => {
  const call = start();
  const answer = await call(`PATCH ${E}`, yaml);
  expect(answer).toMatchObject({
    status: 400,
    json: { code: 400, message: expect.stringMatching(/^Bad Request: /) },
  });
  const [diagnostic] = answer.json.diagnostics;
  expect(diagnostic).toMatchObject({
    summary,
    severity: 'error',
    range: { environment: 'p/e', begin: { line, column } },
  });
  // Nothing was written.
  expect((await call(`GET ${E}`)).text).toBe('values: {kept: 1}\n');
});

it.each<[string, string]>([
  ['nothing', ''],
  ['a comment', '# nothing yet\n'],
  [
    'inputs that only an opening knows',
    oidc(`roleArn: \${other.accessKeyId}\n${session}`).replace(
      'values:',
      'values:\n  other:\n    fn::open::aws-login: {oidc: {roleArn: arn:aws:iam::123456789012:role/r, sessionName: session}}',
    ),
  ],
  [
    'the long form',
    `values:\n  a:\n    fn::open:\n      provider: aws-login\n      inputs: {oidc: {${role}, ${session}, duration: 1h30m}}\n`,
  ],
  [
    'static credentials',
    'values:\n  a:\n    fn::open::aws-login: {static: {accessKeyId: a, secretAccessKey: {fn::secret: b}}}\n',
  ],
  [
    'functions',
    'values:\n  a: {fn::join: [",", [a, b]]}\n  b: {fn::toJSON: {x: 1}}\n  c: $${literal}\n',
  ],
])('accepts %s', async (_, yaml) => {
  const call = start();
  const answer = await call(`PATCH ${E}`, yaml);
  expect([answer.status, answer.json]).toEqual([200, {}]);
});

it('warns without refusing', async () => {
  const answer = await start()(
    `PATCH ${E}`,
    'value: {}\nvalues: {}\nvalues: {}\n',
  );
  expect(answer.status).toBe(200);
  expect(answer.json.diagnostics).toMatchObject([
    { severity: 'warning', summary: 'unknown key "value"' },
    { severity: 'warning', summary: 'duplicate key "values"' },
  ]);
});

it.each(['values', 'VALUES'])('takes the last of values and %s', second => {
  const text = `values: {a: 1}\n${second}: {b: 2, FN::c: 3}\n`;
  const { values, diagnostics } = parseDefinition('acme/p/e', text);
  expect([...values!.entries.keys()]).toEqual(['b', 'FN::c']);
  expect(hasErrors(diagnostics)).toBe(false);
});

it('checks saved and raw definitions, showing no secret', async () => {
  const call = start();
  const yaml = `${oidc(`${role}\n${session}`)}  b: {fn::secret: hush}\n`;
  await call(`PATCH ${E}`, yaml);
  for (const [request, body] of [
    [`POST ${E}/check`, undefined],
    ['POST /esc/environments/acme/yaml/check', yaml],
  ] as const) {
    const { status, json, text } = await call(request, body);
    expect(status).toBe(200);
    expect(text).not.toContain('hush');
    expect(json.environmentFunctionSummary.funcCounts).toEqual({
      'fn::open::aws-login': 1,
      'fn::secret': 1,
    });
    expect(json.exprs.aws.object.login.builtin).toMatchObject({
      name: 'fn::open::aws-login',
      arg: {
        object: { oidc: { object: { sessionName: { literal: 'session' } } } },
      },
    });
    expect(json.properties.aws.value.login.value.accessKeyId.unknown).toBe(
      true,
    );
  }
  // No login happened.
  expect(simulator().calls.filter(one => one.service === 'sts')).toEqual([]);
  const bad = await call('POST /esc/environments/acme/yaml/check', 'values: [');
  expect(bad).toMatchObject({
    status: 400,
    json: {
      diagnostics: [{ severity: 'error', range: { environment: '<yaml>' } }],
    },
  });
});
