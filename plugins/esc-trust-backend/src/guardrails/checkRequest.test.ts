import { ProvisionRequest } from '@internal/backstage-plugin-esc-trust-common';
import { policy } from './__testUtils__/proposals';
import {
  ENVIRONMENT,
  policies,
  refusalOf,
  run,
} from './__testUtils__/requests';

type Login = NonNullable<ProvisionRequest['login']>;

describe('checkRequest', () => {
  it.each<[string, Partial<ProvisionRequest>]>([
    ['as little as possible', {}],
    [
      'a China account with its policies',
      {
        accountId: '222222222222',
        role: {
          managedPolicyArns: ['arn:aws-cn:iam::aws:policy/job-function/X'],
        },
      },
    ],
    [
      'an account that is checked elsewhere',
      { accountId: '333333333333', role: { managedPolicyArns: policies(1) } },
    ],
  ])('takes %s', (_, change) => {
    expect(() => run(change)).not.toThrow();
  });

  it.each<[string, Partial<ProvisionRequest>, RegExp]>([
    [
      'an organization',
      { environment: { ...ENVIRONMENT, organization: 'a/b' } },
      /The organization "a\/b" is not valid/,
    ],
    [
      'a project',
      { environment: { ...ENVIRONMENT, project: '' } },
      /The project "" is not valid/,
    ],
    [
      'a name',
      { environment: { ...ENVIRONMENT, name: 'é' } },
      /The environment name "é" is not valid/,
    ],
    [
      'a long name',
      { environment: { ...ENVIRONMENT, name: 'x'.repeat(101) } },
      /The environment name .* is not valid/,
    ],
    [
      'an account',
      { accountId: '11111111111' },
      /account "11111111111" is not valid: use its 12 digits/,
    ],
    [
      'a name that no tag holds',
      {
        environment: {
          organization: 'x'.repeat(90),
          project: 'x'.repeat(90),
          name: 'x'.repeat(90),
        },
      },
      /environment .* is too long: the tag esc-trust:environment takes 256/,
    ],
    [
      'an owner that no tag holds',
      { ownerRef: `group:default/${'x'.repeat(250)}` },
      /owner .* is too long: the tag esc-trust:owner/,
    ],
  ])('refuses %s', (_, change, message) => {
    const refusal = refusalOf(() => run(change));
    expect(refusal).toMatch(/^InputError: /);
    expect(refusal).toMatch(message);
  });

  it.each<[string, Login]>([
    ['a path', { path: 'logins.aws-prod' }],
    ['15 minutes', { duration: '15m' }],
    ['12 hours', { duration: '12h' }],
    ['a session name', { sessionName: 'x'.repeat(64) }],
    [
      'two attributes',
      {
        subjectAttributes: ['rootEnvironment.name', 'currentEnvironment.name'],
      },
    ],
    ['ten session policies', { policyArns: policies(10) }],
  ])('takes a login with %s', (_, login) => {
    expect(() => run({ login })).not.toThrow();
  });

  it.each<[string, Login, RegExp]>([
    ['a path with blanks', { path: 'a b' }, /The login path "a b" is not/],
    [
      'a reserved path',
      { path: 'imports.login' },
      /login path "imports.login"/,
    ],
    [
      'an unknown attribute',
      { subjectAttributes: ['currentEnvironment.name', 'x'] },
      /attribute "x" is not valid: choose among currentEnv/,
    ],
    [
      'an attribute twice',
      {
        subjectAttributes: [
          'currentEnvironment.name',
          'currentEnvironment.name',
        ],
      },
      /list each one once/,
    ],
    [
      'only the user',
      { subjectAttributes: ['pulumi.user.login'] },
      /must include currentEnvironment\.name/,
    ],
    ['no attribute', { subjectAttributes: [] }, /must include currentEnv/],
    ['a short session name', { sessionName: 'x' }, /session name "x" is not/],
    ['a long session name', { sessionName: 'x'.repeat(65) }, /2 to 64 letters/],
    [
      'a session name with blanks',
      { sessionName: 'a b' },
      /session name "a b"/,
    ],
    ['no duration', { duration: 'long' }, /duration "long" is not valid/],
    ['an empty duration', { duration: '' }, /duration "" is not valid/],
    ['a short duration', { duration: '14m59s' }, /use 15m to 12h/],
    ['a long duration', { duration: '12h1s' }, /use 15m to 12h/],
    ['a session policy by name', { policyArns: ['X'] }, /"X" is not the ARN/],
    [
      'a session policy twice',
      { policyArns: [policy('X'), policy('X')] },
      /The session policy \S+ is listed twice/,
    ],
    [
      'a session policy of another partition',
      { policyArns: ['arn:aws-us-gov:iam::aws:policy/X'] },
      /partition aws-us-gov/,
    ],
    [
      'too many session policies',
      { policyArns: policies(11) },
      /11 session policies, AWS takes 10/,
    ],
  ])('refuses a login with %s', (_, login, message) => {
    const refusal = refusalOf(() => run({ login }));
    expect(refusal).toMatch(/^InputError: /);
    expect(refusal).toMatch(message);
  });
});
