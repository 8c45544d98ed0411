import { findAwsLogins } from './findAwsLogins';

const SEED = `# Payments
values:
  aws:
    login:
      fn::open::aws-login:
        oidc:
          duration: 1h
          roleArn: arn:aws:iam::123456789012:role/example # the role
          sessionName: pulumi-environments-session
          subjectAttributes:
            - currentEnvironment.name
            - pulumi.user.login
  environmentVariables:
    AWS_ACCESS_KEY_ID: \${aws.login.accessKeyId}
`;

describe('findAwsLogins', () => {
  it("finds the seed document's login", () => {
    expect(findAwsLogins(SEED)).toEqual({
      problems: [],
      logins: [
        {
          path: 'aws.login',
          kind: 'oidc',
          roleArn: { literal: 'arn:aws:iam::123456789012:role/example' },
          sessionName: { literal: 'pulumi-environments-session' },
          duration: { literal: '1h' },
          subjectAttributes: {
            literal: ['currentEnvironment.name', 'pulumi.user.login'],
          },
          position: { line: 5, column: 7 },
        },
      ],
    });
  });

  const oidc = '{oidc: {roleArn: r, sessionName: s}}';
  it.each<[string, string, string[]]>([
    [
      'the long form',
      `values: {a: {fn::open: {provider: aws-login, inputs: ${oidc}}}}`,
      ['a'],
    ],
    ['another provider', 'values: {a: {fn::open::gcp-login: {}}}', []],
    [
      'a login below another provider',
      `values: {s: {fn::open::aws-secrets: {login: {fn::open::aws-login: ${oidc}}}}}`,
      ['s["fn::open::aws-secrets"].login'],
    ],
    [
      'a login inside a function',
      `values: {s: {fn::toJSON: {x: {fn::open::aws-login: ${oidc}}}}}`,
      ['s["fn::toJSON"].x'],
    ],
    ['a list', `values: {l: [{fn::open::aws-login: ${oidc}}]}`, ['l[0]']],
    [
      'a key with a dot',
      `values: {a.b: {fn::open::aws-login: ${oidc}}}`,
      ['["a.b"]'],
    ],
    [
      'a secret is never looked into',
      `values: {a: {fn::secret: {fn::open::aws-login: ${oidc}}}}`,
      [],
    ],
    [
      'top-level keys in any case',
      `Values: {a: {fn::open::aws-login: ${oidc}}}`,
      ['a'],
    ],
    ['an empty definition', '', []],
  ])('%s', (_, yaml, paths) => {
    const { logins, problems } = findAwsLogins(yaml);
    expect(problems).toEqual([]);
    expect(logins.map(l => l.path)).toEqual(paths);
  });

  it('tells expressions from literals, and static logins from OIDC', () => {
    const { logins } = findAwsLogins(`values:
  a: {fn::open::aws-login: {oidc: {roleArn: '\${roles.a}', sessionName: 'x$\${y}'}}}
  b: {fn::open::aws-login: {static: {accessKeyId: x}}}
  c: {fn::open::aws-login: '\${inputs}'}
  d: {fn::open::aws-login: {oidc: {roleArn: {fn::join: ['', [x]]}}}}
`);
    expect(logins).toMatchObject([
      {
        kind: 'oidc',
        roleArn: { expression: '${roles.a}' },
        sessionName: { literal: 'x${y}' },
      },
      { kind: 'static' },
      { kind: 'unresolved' },
      { kind: 'oidc', roleArn: { expression: 'fn::join' } },
    ]);
  });

  // A call is an object too, but what it returns isn't known from the text.
  it.each(['oidc', 'static'])('takes a call for %s as unresolved', name => {
    const { logins } = findAwsLogins(
      `values: {a: {fn::open::aws-login: {${name}: {fn::fromJSON: '{}'}}}}`,
    );
    expect(logins).toMatchObject([{ path: 'a', kind: 'unresolved' }]);
    expect(logins[0]).not.toHaveProperty('roleArn');
  });

  it.each<[string, string]>([
    ["'x-${a}'", 'x-${a}'],
    ['{fn::secret: {ciphertext: ZXNjSECRET}}', 'fn::secret'],
    ["{fn::join: ['', [SECRET]]}", 'fn::join'],
    ['{a: SECRET}', '(a structure)'],
    ['{"fn::x SECRET": 1}', '(a structure)'],
    ['[SECRET]', '(a structure)'],
    ['012345', '(not a string)'],
    ['null', '(not a string)'],
  ])('shows of the expression %s no more than %s', (input, expression) => {
    const { logins } = findAwsLogins(
      `values: {a: {fn::open::aws-login: {oidc: {roleArn: ${input}}}}}`,
    );
    expect(logins[0].roleArn).toEqual({ expression });
  });

  it.each<[string, string]>([
    ["'${a}'", '${a}'],
    ['text', '(not a list)'],
    ['[a, {fn::secret: SECRET}]', '(a structure)'],
    ["{fn::split: [',', SECRET]}", 'fn::split'],
  ])('shows of the list %s no more than %s', (input, expression) => {
    const { logins } = findAwsLogins(
      `values: {a: {fn::open::aws-login: {oidc: {policyArns: ${input}}}}}`,
    );
    expect(logins[0].policyArns).toEqual({ expression });
  });

  it('reads the first document only', () => {
    expect(
      findAwsLogins(`values: {a: {fn::open::aws-login: ${oidc}}}\n---\nb: [`),
    ).toMatchObject({ logins: [{ path: 'a' }], problems: [] });
  });

  it.each<[string, string, string]>([
    [
      'aliases',
      'values: {a: &x {b: 1}, c: *x}',
      'alias nodes are not supported',
    ],
    ['broken YAML', 'values: {a: [}', ''],
    ['duplicate keys', 'values: {a: 1, a: 2}', 'duplicate key'],
    [
      'a call beside another key',
      'values: {a: {fn::open::aws-login: {}, b: 1}}',
      'must be the only key',
    ],
    [
      'a call in the wrong case',
      'values: {a: {FN::open::aws-login: {}}}',
      'reserved prefix',
    ],
    [
      'a call directly under values',
      'values: {fn::open::aws-login: {}}',
      'not allowed directly under values',
    ],
  ])('reports %s', (_, yaml, message) => {
    const { logins, problems } = findAwsLogins(yaml);
    expect(logins).toEqual([]);
    expect(problems[0].message).toContain(message);
  });
});
