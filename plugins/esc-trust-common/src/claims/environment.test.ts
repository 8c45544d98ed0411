import { parseEnvironmentRef, stringifyEnvironmentRef } from './environment';

describe('environment refs', () => {
  it('reads back what it writes', () => {
    const environment = { organization: 'acme', project: 'p.1', name: 'e_2' };
    expect(parseEnvironmentRef(stringifyEnvironmentRef(environment))).toEqual(
      environment,
    );
  });

  it.each([
    '',
    'acme',
    'acme/p',
    'acme/p/e/x',
    'acme//e',
    'a b/p/e',
    'acme/../e',
    'acme/p/e:x',
  ])('refuses %j', text => {
    expect(parseEnvironmentRef(text)).toBeUndefined();
  });
});
