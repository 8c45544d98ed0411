import { removeAwsLogin } from './removeAwsLogin';

const LOGIN = '{fn::open::aws-login: {oidc: {roleArn: r, sessionName: s}}}';

describe('removeAwsLogin', () => {
  it.each<[string, string, string]>([
    [
      'everything that held the login alone',
      `# c\nvalues:\n  aws:\n    login: ${LOGIN}\n`,
      '# c\n',
    ],
    [
      'its lines alone',
      `values:\n  a: 1\n  aws:\n    login:\n      fn::open::aws-login:\n        oidc:\n          # in it\n          roleArn: r\n          # last of it\n    # beside\n    b: 2 # c\n`,
      `values:\n  a: 1\n  aws:\n    # beside\n    b: 2 # c\n`,
    ],
    [
      'its last line with no line end',
      `values:\n  a: 1\n  aws:\n    login: ${LOGIN}`,
      'values:\n  a: 1',
    ],
    [
      'a last line after a block scalar',
      `values:\n  a: |\n    x\n  aws: {login: ${LOGIN}}`,
      'values:\n  a: |\n    x\n',
    ],
    [
      'the variables that export it',
      `values:\n  environmentVariables:\n    AWS_ACCESS_KEY_ID: '\${aws.login.accessKeyId}'\n    AWS_SECRET_ACCESS_KEY: \${other.secretAccessKey}\n    AWS_SESSION_TOKEN: \${aws.login.sessionToken} # c\n  aws: {login: ${LOGIN}}\n`,
      `values:\n  environmentVariables:\n    AWS_SECRET_ACCESS_KEY: \${other.secretAccessKey}\n`,
    ],
    [
      'no parent that holds a comment',
      `values:\n  aws: # account\n    # why\n    login: ${LOGIN}\n  a: 1\n`,
      `values:\n  aws: {} # account\n    # why\n  a: 1\n`,
    ],
    [
      'no parent with a comment at its end',
      `values:\n  aws:\n    login: ${LOGIN}\n    # end\n`,
      `values:\n  aws: {}\n    # end\n`,
    ],
    [
      'the first of a flow map',
      `values: {aws: {login: ${LOGIN}}, b: 1}`,
      'values: {b: 1}',
    ],
    [
      'the last of a flow map',
      `values: {b: 1, aws: {login: ${LOGIN}}, }`,
      'values: {b: 1, }',
    ],
    [
      'no comment of a flow map',
      `values: {\n  a: 1, # one\n  aws: ${LOGIN}, # two\n  b: 2\n}`,
      'values: {\n  a: 1, # one\n   # two\n  b: 2\n}',
    ],
    [
      'no comment before the last of a flow map',
      `values: {\n  a: 1, # one\n  aws: ${LOGIN}\n}`,
      'values: {\n  a: 1 # one\n  \n}',
    ],
  ])('removes %s', (_, yaml, result) => {
    const path =
      yaml.includes('login: {fn') || yaml.includes('login:\n')
        ? 'aws.login'
        : 'aws';
    expect(removeAwsLogin(yaml, path)).toBe(result);
  });

  it('leaves a definition without that login alone', () => {
    const yaml = `values: {aws: {login: ${LOGIN}}, 'b': 1}`;
    expect(removeAwsLogin(yaml, 'aws.other')).toBe(yaml);
    expect(removeAwsLogin(yaml, 'b')).toBe(yaml);
  });

  it.each<[string, string, string]>([
    ['in a list', `values: {l: [${LOGIN}]}`, 'l[0]'],
    ["on another key's line", `? values\n: aws: ${LOGIN}\n  b: 1\n`, 'aws'],
  ])('refuses a login %s', (_, yaml, path) => {
    expect(() => removeAwsLogin(yaml, path)).toThrow(/by hand/);
  });

  it('refuses a definition with an error', () => {
    expect(() => removeAwsLogin('values:\n  a: [\n', 'a')).toThrow(/error in/);
  });
});
