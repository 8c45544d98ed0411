import { PROVIDER } from './__testUtils__/policies';
import { ourStatement } from './ourStatements';
import { checkQuota, policyLength } from './policyQuota';

const CUSTOM = 'pulumi:environments:pulumi.organization.login:';

function document(audience: string, names: string[]) {
  return {
    Version: '2012-10-17',
    Statement: [
      ourStatement({
        identityProviderArn: PROVIDER,
        issuer: 'api.pulumi.com/oidc',
        audience,
        subjects: names.map(
          name => `${CUSTOM}acme:currentEnvironment.name:${name}`,
        ),
      }),
    ],
  };
}

const three = document('aws:acme', ['p/first', 'p/second', 'p/third']);
/** What one more subject of a list takes: its text, the quotes and the comma. */
const lengthOf = (name: string) =>
  `"${CUSTOM}acme:currentEnvironment.name:${name}",`.length;

describe('checkQuota', () => {
  const size = policyLength(three);

  it('takes what fits exactly', () => {
    expect(() => checkQuota(three, size)).not.toThrow();
  });

  // The last ones are left out, until the rest fits.
  it.each([
    [1, '2 environments fit'],
    [lengthOf('p/third'), '2 environments fit'],
    [lengthOf('p/third') + 1, '1 environment fits'],
    [lengthOf('p/third') + lengthOf('p/second'), '1 environment fits'],
    [
      lengthOf('p/third') + lengthOf('p/second') + 1,
      'no environment fits beside its other statements',
    ],
    [
      lengthOf('p/third') + lengthOf('p/second') + lengthOf('p/first') + 1,
      'no environment fits beside its other statements',
    ],
  ])('says how many fit when it is %i characters too long', (excess, words) => {
    const quota = size - excess;
    expect(() => checkQuota(three, quota)).toThrow(
      `would have ${size} characters, AWS's quota is ${quota}: ${words}, use another role`,
    );
  });

  it('counts an environment of two subjects once, of several statements all', () => {
    const all = {
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Foreign', Effect: 'Deny' },
        ...document('acme', ['db', 'default/db', 'db2', 'default/db2'])
          .Statement,
        ...three.Statement,
      ],
    };
    expect(() => checkQuota(all, policyLength(all) - 1)).toThrow(
      ': 4 environments fit,',
    );
  });
});
