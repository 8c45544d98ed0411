import { parseEnvironmentRef, stringifyEnvironmentRef } from './environment';

describe('environment refs', () => {
  it('reads back what it writes', () => {
    const environment = { organization: 'acme', project: 'p.1', name: 'e_2' };
    expect(parseEnvironmentRef(stringifyEnvironmentRef(environment))).toEqual(
      environment,
    );
  });

  it('takes the blanks around that come with copied text', () => {
    expect(parseEnvironmentRef(' acme/p/e\n')).toEqual({
      organization: 'acme',
      project: 'p',
      name: 'e',
    });
  });

  it('takes names of 100 characters and no more', () => {
    const longest = 'e'.repeat(100);
    expect(parseEnvironmentRef(`acme/p/${longest}`)?.name).toBe(longest);
    expect(parseEnvironmentRef(`acme/p/${longest}e`)).toBeUndefined();
  });

  it('takes names with dots, also in front', () => {
    expect(parseEnvironmentRef('acme/.p/..e')).toMatchObject({
      project: '.p',
      name: '..e',
    });
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
