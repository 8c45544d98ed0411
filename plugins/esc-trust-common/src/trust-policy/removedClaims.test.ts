import { AUD, policyOf, PROVIDER, when } from './__testUtils__/policies';
import { mergeTrustPolicy } from './mergeTrustPolicy';
import { ourStatement } from './ourStatements';
import { parseTrustPolicy } from './parseTrustPolicy';
import { removeFromTrustPolicy } from './removeFromTrustPolicy';
import { coversAssumption } from './statementScope';

const O = 'pulumi:environments:org:acme:env:';
const C = 'pulumi:environments:pulumi.organization.login:acme:';
const prod = { organization: 'acme', project: 'payments', name: 'prod' };
const legacy = { organization: 'acme', project: 'default', name: 'db' };
const foreign = policyOf({ Sid: 'Foreign' }).Statement[0];

const ours = (audience: string, subjects: string[], changes: object = {}) =>
  ourStatement({
    identityProviderArn: PROVIDER,
    issuer: 'api.pulumi.com/oidc',
    audience,
    subjects,
    ...changes,
  });
const policy = (...Statement: object[]) => ({
  Version: '2012-10-17',
  Statement: Statement as Array<Record<string, unknown>>,
});

// Source of the subjects: Pulumi's "Configuring OpenID Connect for AWS".
describe('removeFromTrustPolicy', () => {
  it.each([
    [prod, `${O}payments/prod`],
    [prod, `${C}currentEnvironment.name:payments/prod`],
    [prod, `${C}currentEnvironment.name:payments/prod@stable`],
    [prod, `${C}currentEnvironment.name:payments/prod@3`],
    [prod, `${C}pulumi.user.login:bob:currentEnvironment.name:payments/prod`],
    [prod, `${C}rootEnvironment.name:payments/prod`],
    [prod, `${C}rootEnvironment.name:payments/prod@stable`],
    [
      prod,
      `${C}rootEnvironment.name:a/b:currentEnvironment.name:payments/prod`,
    ],
  ])('takes out of %j %s', (environment, subject) => {
    const kept = `${O}payments/dev`;
    const before = policy(foreign, ours('aws:acme', [kept, subject]));
    expect(removeFromTrustPolicy(before, environment)).toEqual(
      policy(foreign, ours('aws:acme', [kept])),
    );
  });

  it.each([
    [prod, 'aws:acme', `${O}prod`],
    [prod, 'aws:acme', `${C}currentEnvironment.name:prod`],
    [prod, 'aws:acme', `${C}currentEnvironment.name:payments/prod2`],
    [prod, 'aws:acme', `${C}currentEnvironment.name:payments/prod-2@stable`],
    // Its own audience is another one.
    [prod, 'acme', `${O}payments/prod`],
    [prod, 'acme', `${C}currentEnvironment.name:payments/prod`],
    [legacy, 'aws:acme', `${O}db`],
    [legacy, 'aws:acme', `${C}currentEnvironment.name:db`],
    // The current environment counts, not who imports it.
    [
      prod,
      'aws:acme',
      `${C}rootEnvironment.name:payments/prod:currentEnvironment.name:a/b`,
    ],
    // A value that looks like an attribute is none.
    [
      prod,
      'aws:acme',
      `${C}pulumi.user.login:currentEnvironment.name:payments/prod:x`,
    ],
    [prod, 'aws:acme', `${C}pulumi.user.login:bob`],
    [prod, 'aws:acme', `${C}x`],
    [prod, 'aws:acme', 'payments/prod'],
    [prod, 'aws:acme', 'currentEnvironment.name:payments/prod'],
    [
      prod,
      'aws:acme',
      `${C.replace('acme', 'other')}currentEnvironment.name:payments/prod`,
    ],
  ])(
    'leaves for %j under %s what is not its own: %s',
    (environment, audience, subject) => {
      const before = policy(ours(audience, [subject]));
      expect(removeFromTrustPolicy(before, environment)).toBe(before);
    },
  );

  it('takes both forms of a legacy name, under the bare audience', () => {
    const before = policy(
      foreign,
      ours('acme', [
        `${C}currentEnvironment.name:db`,
        `${C}currentEnvironment.name:default/db`,
        `${O}db`,
      ]),
    );
    expect(removeFromTrustPolicy(before, legacy)).toEqual(policy(foreign));
  });

  it.each([
    [prod, ours('aws:acme', [`${O}payments/prod`])],
    [legacy, ours('acme', [`${O}db`])],
  ])(
    'leaves what a person changed to a person: %j',
    (environment, statement) => {
      const before = policy(foreign, { ...statement, Effect: 'Deny' });
      expect(() => removeFromTrustPolicy(before, environment)).toThrow(
        expect.objectContaining({ name: 'ConflictError' }),
      );
      const other = { ...environment, organization: 'other' };
      expect(removeFromTrustPolicy(before, other)).toBe(before);
    },
  );
});

describe('mergeTrustPolicy', () => {
  // One Sid per audience: what has it and says something else isn't ours now.
  it.each([
    ['another provider', { identityProviderArn: `${PROVIDER}2` }],
    ['another issuer', { issuer: 'api.example.com/oidc' }],
  ])('adds nothing to a statement for %s', (_, changes) => {
    const present = policy(ours('aws:acme', ['s'], changes));
    expect(() =>
      mergeTrustPolicy(present, policy(ours('aws:acme', ['t']))),
    ).toThrow(/changed by hand/);
  });
});

// A call that AWS adds one day may assume a role too.
describe('coversAssumption', () => {
  it.each<[object, boolean]>([
    [{ Action: 'sts:AssumeRole' }, true],
    [{ Action: 'sts:assumeRoleWithSAML' }, true],
    [{ Action: ['sts:TagSession', 'sts:AssumeRoleWithPasskey'] }, true],
    [{ Action: ['sts:AssumeRoleWithPasskey', 'sts:TagSession'] }, true],
    [{ Action: 'sts:TagSession' }, false],
    [{ Action: undefined, NotAction: 'sts:TagSession' }, true],
    [{ Action: undefined, NotAction: 'sts:*' }, false],
  ])('%j: %s', (statement, expected) => {
    const { statements } = parseTrustPolicy(
      policyOf({ ...statement, ...when({ StringEquals: { [AUD]: 'x' } }) }),
    ).policy!;
    expect(coversAssumption(statements[0])).toBe(expected);
  });
});
