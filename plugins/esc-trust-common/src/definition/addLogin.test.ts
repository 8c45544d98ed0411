import { BLOCK, LOGIN, VARIABLES } from './__testUtils__/logins';
import { findAwsLogins } from './findAwsLogins';
import { setAwsLogin } from './setAwsLogin';

const FLOW = `{login: {fn::open::aws-login: {oidc: {roleArn: ${LOGIN.roleArn}, sessionName: ${LOGIN.sessionName}, duration: 1h, subjectAttributes: [currentEnvironment.name]}}}}`;

describe('setAwsLogin adds', () => {
  // The shape and key order of the official writer (pulumi/pulumi,
  // env_provider_aws_login.go).
  it('the shape of the official writer to an empty definition', () => {
    expect(
      setAwsLogin('', { ...LOGIN, exportEnvironmentVariables: true }),
    ).toBe(`values:\n${BLOCK}${VARIABLES}`);
  });

  it.each<[string, string, string]>([
    ['comments only', '# c\n', `# c\nvalues:\n${BLOCK}`],
    ['markers only', '---\n# c\n...\n', `---\n# c\nvalues:\n${BLOCK}...\n`],
    [
      'a second document',
      '---\n---\nb: 1\n',
      `---\nvalues:\n${BLOCK}---\nb: 1\n`,
    ],
    [
      'no values',
      'imports:\n- a\n# end\n',
      `imports:\n- a\n# end\nvalues:\n${BLOCK}`,
    ],
    ['values of nothing', 'values: # c\n# d\n', `values: # c\n${BLOCK}# d\n`],
    ['values of null', 'Values: null # c\n', `Values: # c\n${BLOCK}`],
    [
      'numbers and secrets beside it',
      'values:\n  a: 012345678901\n  b: 1e400 # big\n  c: {fn::secret: {ciphertext: ZXNjeAAAAAE=}}\n',
      `values:\n  a: 012345678901\n  b: 1e400 # big\n  c: {fn::secret: {ciphertext: ZXNjeAAAAAE=}}\n${BLOCK}`,
    ],
    [
      'comments in and after values',
      'values:\n  a: 1\t# tab\n  # inside\n\n# after\nimports: []\n',
      `values:\n  a: 1\t# tab\n  # inside\n${BLOCK}\n# after\nimports: []\n`,
    ],
    [
      'a block scalar that keeps its blank lines',
      'values:\n  a: |+\n    text\n\nimports: []\n',
      `values:\n  a: |+\n    text\n\n${BLOCK}imports: []\n`,
    ],
    [
      'a block scalar that ends without a line end',
      'values:\n  a: |\n    text',
      `values:\n${BLOCK}  a: |\n    text`,
    ],
    [
      'no final line end',
      'values:\n  a: 1',
      `values:\n  a: 1\n${BLOCK}`.slice(0, -1),
    ],
    [
      'a byte order mark',
      '\uFEFFvalues:\n  a: 1\n',
      `\uFEFFvalues:\n  a: 1\n${BLOCK}`,
    ],
    ['an explicit key', '? values\n: a: 1\n', `? values\n: a: 1\n${BLOCK}`],
    [
      'flow style',
      'values: {a: 1, } # c\n',
      `values: {a: 1, aws: ${FLOW}, } # c\n`,
    ],
    ['an empty flow map', 'values: {}\n', `values: { aws: ${FLOW}}\n`],
    ['a flow map without values', '{a: 1}', `{a: 1, values: {aws: ${FLOW}}}`],
    [
      'a flow map with values of nothing',
      '{values, a}',
      `{values: {aws: ${FLOW}}, a}`,
    ],
    [
      'a flow map with values of null',
      '{values: ~}',
      `{values: {aws: ${FLOW}}}`,
    ],
  ])('to %s', (_, yaml, result) => {
    expect(setAwsLogin(yaml, LOGIN)).toBe(result);
  });

  it("at the document's own indentation and with its line ends", () => {
    expect(
      setAwsLogin('values:\r\n    a: 1\r\n', {
        roleArn: LOGIN.roleArn,
        sessionName: 'session',
        path: 'login',
      }),
    ).toBe(
      [
        'values:',
        '    a: 1',
        '    login:',
        '        fn::open::aws-login:',
        '            oidc:',
        `                roleArn: ${LOGIN.roleArn}`,
        '                sessionName: session',
        '',
      ].join('\r\n'),
    );
  });

  it('text that YAML or Pulumi could read as something else', () => {
    const settings = { path: 'null.yes', roleArn: '${x}', sessionName: '1e3' };
    const text = setAwsLogin('', settings);
    expect(text).toContain('"null":\n    "yes":\n');
    expect(findAwsLogins(text).logins).toMatchObject([
      { roleArn: { literal: '${x}' }, sessionName: { literal: '1e3' } },
    ]);
  });

  it('the variables alone when the login is there', () => {
    expect(
      setAwsLogin(`values:\n${BLOCK}`, {
        ...LOGIN,
        exportEnvironmentVariables: true,
      }),
    ).toBe(`values:\n${BLOCK}${VARIABLES}`);
  });

  it('no variables when any of them is set', () => {
    const yaml = `values:\n  environmentVariables:\n    AWS_SESSION_TOKEN: mine\n`;
    expect(
      setAwsLogin(yaml, { ...LOGIN, exportEnvironmentVariables: true }),
    ).toBe(`${yaml}${BLOCK}`);
  });
});
