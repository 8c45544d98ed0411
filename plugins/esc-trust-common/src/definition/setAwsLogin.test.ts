import { LOGIN } from './__testUtils__/logins';
import { setAwsLogin } from './setAwsLogin';

describe('setAwsLogin refuses', () => {
  it.each<[string, string, RegExp]>([
    [
      'a path taken by a value',
      'values: {aws: {login: 1}}',
      /already holds something else at aws.login/,
    ],
    [
      'a path taken by a map',
      'values: {aws: {login: {}}}',
      /already holds something else/,
    ],
    [
      'a scalar on the way',
      'values: {aws: text}',
      /already holds something else at aws:/,
    ],
    [
      'a null on the way',
      'values: {aws: }',
      /already holds something else at aws:/,
    ],
    [
      'a call on the way',
      "values: {aws: {fn::fromJSON: '{}'}}",
      /already holds something else/,
    ],
    ['a list of values', 'values: [a]', /values must be an object/],
    ['text for values', "values: ''", /values must be an object/],
    ['values written twice', 'values: {}\nValues: {}', /more than once/],
    ['values written twice alike', 'values: {}\nvalues: {}', /more than once/],
    ['a list', '- a\n', /environment must be an object/],
    ['a scalar', 'text', /environment must be an object/],
    ['a null that is written', '~', /isn't a map/],
    ['an error', 'values:\n  a: 1\n  a: 2\n', /error in line 3/],
    [
      'variables that are no map',
      'values: {environmentVariables: [a]}',
      /environmentVariables .* isn't a map/,
    ],
    ['a place it can only spoil', '? values\n', /add the login by hand/],
  ])('%s', (_, yaml, message) => {
    const settings = { ...LOGIN, exportEnvironmentVariables: true };
    expect(() => setAwsLogin(yaml, settings)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(message),
      }),
    );
  });

  it.each(['imports.x', 'a["b"]', ''])('the path %j', path => {
    expect(() => setAwsLogin('', { ...LOGIN, path })).toThrow(/plain keys/);
  });
});
