import { findAwsLogins } from './findAwsLogins';
import { removeAwsLogin, setAwsLogin } from './setAwsLogin';

const LOGIN = {
  roleArn: 'arn:aws:iam::111111111111:role/pulumi-esc/x',
  sessionName: 'pulumi-environments-session',
  duration: '1h',
  subjectAttributes: ['currentEnvironment.name'],
};

const EXISTING = `# keep me
imports:
  - base/shared
values:
  # and me
  secret:
    fn::secret:
      ciphertext: ZXNjeAAAAAE=
  region: "eu-west-1" # quoted
`;

describe('setAwsLogin', () => {
  it('writes the shape of the official writer into an empty definition', () => {
    expect(setAwsLogin('', { ...LOGIN, exportEnvironmentVariables: true }))
      .toBe(`values:
  aws:
    login:
      fn::open::aws-login:
        oidc:
          roleArn: arn:aws:iam::111111111111:role/pulumi-esc/x
          sessionName: pulumi-environments-session
          duration: 1h
          subjectAttributes:
            - currentEnvironment.name
  environmentVariables:
    AWS_ACCESS_KEY_ID: \${aws.login.accessKeyId}
    AWS_SECRET_ACCESS_KEY: \${aws.login.secretAccessKey}
    AWS_SESSION_TOKEN: \${aws.login.sessionToken}
`);
  });

  it('keeps everything else as it is', () => {
    const result = setAwsLogin(EXISTING, LOGIN);
    expect(result.startsWith(EXISTING)).toBe(true);
    expect(findAwsLogins(result).logins).toMatchObject([
      { path: 'aws.login', roleArn: { literal: LOGIN.roleArn } },
    ]);
  });

  it('returns the very same text when it says so already', () => {
    const odd = `values: {aws: {login: {"fn::open::aws-login":   {oidc: {sessionName: ${LOGIN.sessionName}, roleArn: '${LOGIN.roleArn}', duration: 1h, subjectAttributes: [currentEnvironment.name]}}}}}`;
    expect(setAwsLogin(odd, LOGIN)).toBe(odd);
  });

  it('replaces a login at its path, and only that', () => {
    const twice = setAwsLogin(setAwsLogin(EXISTING, LOGIN), {
      ...LOGIN,
      path: 'other.login',
      roleArn: 'arn:aws:iam::111111111111:role/other',
    });
    const result = setAwsLogin(twice, { ...LOGIN, duration: '2h' });
    expect(findAwsLogins(result).logins).toMatchObject([
      { path: 'aws.login', duration: { literal: '2h' } },
      { path: 'other.login', duration: { literal: '1h' } },
    ]);
  });

  it('leaves variables alone that are set to something else', () => {
    const yaml =
      'values:\n  environmentVariables:\n    AWS_ACCESS_KEY_ID: mine\n';
    const result = setAwsLogin(yaml, {
      ...LOGIN,
      exportEnvironmentVariables: true,
    });
    expect(result).toContain('AWS_ACCESS_KEY_ID: mine');
    expect(result).not.toContain('AWS_SESSION_TOKEN');
  });

  it.each([
    ['a value', 'values: {aws: {login: 1}}'],
    ['a scalar on the way', 'values: {aws: text}'],
    ['a call on the way', "values: {aws: {fn::fromJSON: '{}'}}"],
  ])('refuses a path that is taken by %s', (_, yaml) => {
    expect(() => setAwsLogin(yaml, LOGIN)).toThrow(/already holds something/);
  });

  it('refuses a definition with an error, with its line', () => {
    expect(() => setAwsLogin('values:\n  a: 1\n  a: 2\n', LOGIN)).toThrow(
      /in line 3/,
    );
  });

  it('refuses a reserved path', () => {
    expect(() => setAwsLogin('', { ...LOGIN, path: 'imports.x' })).toThrow(
      /plain keys/,
    );
  });
});

describe('removeAwsLogin', () => {
  it('takes back what setAwsLogin has added', () => {
    const added = setAwsLogin(EXISTING, {
      ...LOGIN,
      exportEnvironmentVariables: true,
    });
    expect(removeAwsLogin(added, 'aws.login')).toBe(EXISTING);
  });

  it('leaves a definition without that login alone', () => {
    expect(removeAwsLogin(EXISTING, 'aws.login')).toBe(EXISTING);
  });
});
