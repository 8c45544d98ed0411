import { defaultRoleName } from './awsNames';

const environment = { organization: 'acme', project: 'payments', name: 'prod' };

describe('defaultRoleName', () => {
  it('names the environment and the hash of all of it', () => {
    expect(defaultRoleName(environment)).toMatch(
      /^esc-payments-prod-[0-9a-f]{8}$/,
    );
  });

  it('tells environments of different organizations apart', () => {
    expect(defaultRoleName(environment)).not.toBe(
      defaultRoleName({ ...environment, organization: 'other' }),
    );
  });

  // IAM: at most 64 characters.
  it('shortens what is too long, and still tells environments apart', () => {
    const names = ['a', 'b'].map(end =>
      defaultRoleName({ ...environment, name: 'x'.repeat(90) + end }),
    );
    expect(names[0]).toMatch(/^esc-payments-x{42}-[0-9a-f]{8}$/);
    expect(names[0]).toHaveLength(64);
    expect(names[1]).toHaveLength(64);
    expect(names[0]).not.toBe(names[1]);
  });
});
