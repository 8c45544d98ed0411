import { isLoginPath } from './valuePath';

describe('isLoginPath', () => {
  it.each(['aws.login', 'login', 'a-b._c1', 'aws.imports'])(
    'takes %s',
    path => {
      expect(isLoginPath(path)).toBe(true);
    },
  );

  it.each([
    '',
    'a.',
    '.a',
    'a..b',
    '1a',
    'a[0]',
    'a["b"]',
    'a b',
    'fn::open',
    'imports.x',
    'context',
    'environments.a.b',
  ])('refuses %j', path => {
    expect(isLoginPath(path)).toBe(false);
  });
});
