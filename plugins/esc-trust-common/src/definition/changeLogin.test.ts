import { BLOCK, LOGIN } from './__testUtils__/logins';
import { setAwsLogin } from './setAwsLogin';

describe('setAwsLogin replaces', () => {
  const HAND = `values:
  aws:
    # ours
    login: # the login
      fn::open: # long form
        provider: aws-login
        inputs:
          oidc:
            sessionName: >-
              session
            roleArn: 'arn:aws:iam::222222222222:role/old' # the role
            policyArns: [ arn:aws:iam::aws:policy/ReadOnlyAccess ]
            duration: 2h # long
            # last
  after: 1
`;

  it('takes session policies out when told that there are none', () => {
    expect(setAwsLogin(HAND, { ...LOGIN, policyArns: [] })).not.toContain(
      'policyArns',
    );
  });

  it('the inputs that differ, and keeps session policies and comments', () => {
    expect(setAwsLogin(HAND, LOGIN)).toBe(
      HAND.replace(
        "'arn:aws:iam::222222222222:role/old'",
        'arn:aws:iam::111111111111:role/pulumi-esc/x',
      )
        .replace('>-\n              session', LOGIN.sessionName)
        .replace('2h', '1h')
        .replace(
          '            # last\n',
          '            # last\n            subjectAttributes:\n              - currentEnvironment.name\n',
        ),
    );
  });

  it('session policies when the settings name some', () => {
    const policyArns = ['arn:aws:iam::aws:policy/job-function/Billing'];
    expect(setAwsLogin(HAND, { ...LOGIN, policyArns })).toContain(
      `policyArns: [${policyArns[0]}]\n`,
    );
  });

  it.each([
    [
      'duration',
      'values:\n  a: {fn::open::aws-login: {oidc: {roleArn: r, duration: 1h, sessionName: s}}}\n',
      'duration: 1h, ',
    ],
    [
      'subjectAttributes',
      'values:\n  a:\n    fn::open::aws-login:\n      oidc:\n        roleArn: r\n        sessionName: s\n        subjectAttributes:\n        - x\n',
      '        subjectAttributes:\n        - x\n',
    ],
  ])('%s by nothing when the settings have none', (_, yaml, gone) => {
    expect(
      setAwsLogin(yaml, { path: 'a', roleArn: 'r', sessionName: 's' }),
    ).toBe(yaml.replace(gone, ''));
  });

  it.each([
    ['static credentials', 'static: {accessKeyId: x}'],
    ['an expression', '${inputs}'],
    ['a call', '{oidc: {fn::fromJSON: "{}"}}'],
  ])('%s as a whole', (_, inputs) => {
    const yaml = `values:\n  aws:\n    login: # c\n      fn::open::aws-login:\n        ${inputs}\n  z: 1 # d\n`;
    expect(setAwsLogin(yaml, LOGIN)).toBe(
      `values:\n${BLOCK.replace('login:', 'login: # c')}  z: 1 # d\n`,
    );
  });

  it('nothing when the definition says so already', () => {
    const odd = `values: {aws: {login: {"fn::open::aws-login":   {oidc: {sessionName: ${LOGIN.sessionName}, roleArn: '${LOGIN.roleArn}', policyArns: [x], duration: 1h, subjectAttributes: [currentEnvironment.name]}}}}}`;
    expect(setAwsLogin(odd, LOGIN)).toBe(odd);
  });
});
