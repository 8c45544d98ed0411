import { ask, BOUNDARY, Case, entry } from './__testUtils__/asking';
import { policy } from './__testUtils__/proposals';

describe('guardrails about owners, places and roles', () => {
  it.each<[string, Case, string, string, RegExp]>([
    [
      'an owner without entry',
      { proposed: { ownerRef: 'group:default/others' } },
      'allowed owners',
      'allow',
      /others may not provision anything: \S+ has no entry/,
    ],
    [
      'another account',
      {
        proposed: { account: { accountId: '222222222222', partition: 'aws' } },
      },
      'allowed accounts',
      'allow',
      /account 222222222222: \S+ allows it 111111111111, 333333333333/,
    ],
    [
      'another project',
      {
        proposed: {
          environment: { organization: 'acme', project: 'secret', name: 'dev' },
        },
      },
      'allowed projects',
      'allow',
      /may not use environments of acme\/secret .*acme\/payments, acme-2\/\*/,
    ],
    [
      'an organization that only begins like one',
      {
        proposed: {
          environment: { organization: 'acme-22', project: 'x', name: 'dev' },
        },
      },
      'allowed projects',
      'allow',
      /acme-22\/x/,
    ],
    [
      'no boundary',
      { config: { permissionsBoundaryArn: BOUNDARY } },
      'permissions boundary',
      'permissionsBoundaryArn',
      /without a permissions boundary: \S+ requires arn:aws:iam::111111111111:policy\/Boundary/,
    ],
    [
      'another boundary',
      {
        config: { permissionsBoundaryArn: BOUNDARY },
        proposed: { role: { permissionsBoundaryArn: policy('Wide') } },
      },
      'permissions boundary',
      'permissionsBoundaryArn',
      /bounded by \S+Wide/,
    ],
    [
      'a longer session of the role',
      {
        config: { maxSessionDuration: 7200 },
        proposed: { role: { maxSessionDuration: 7201 } },
      },
      'maximum session duration',
      'maxSessionDuration',
      /may not be 7201 seconds: \S+ allows 7200/,
    ],
    [
      'a longer session of the login',
      {
        config: entry({ maxSessionDuration: 3600 }),
        proposed: { login: { duration: '1h1s' } },
      },
      'maximum session duration',
      'maxSessionDuration',
      /login's duration may not be 1h1s/,
    ],
    [
      'a missing tag',
      { config: { requiredTags: ['cost', 'team'] } },
      'required tags',
      'requiredTags',
      /needs the tag cost, team with a value/,
    ],
    [
      'a tag of blanks',
      {
        config: { requiredTags: ['cost'] },
        proposed: { role: { tags: { cost: ' ' } } },
      },
      'required tags',
      'requiredTags',
      /needs the tag cost/,
    ],
    [
      'another value of a fixed tag',
      {
        config: { fixedTags: { via: 'portal' } },
        proposed: { role: { tags: { via: 'me' } } },
      },
      'fixed tags',
      'fixedTags',
      /another tag via than "portal"/,
    ],
    [
      'a fixed tag in another case',
      {
        config: { fixedTags: { via: 'portal' } },
        proposed: { role: { tags: { VIA: 'portal' } } },
      },
      'fixed tags',
      'fixedTags',
      /another tag via/,
    ],
    [
      'another path',
      { proposed: { role: { path: '/' } } },
      'role path',
      'rolePath',
      /may not have the path \/: \S+ is \/pulumi-esc\//,
    ],
    [
      'another name than that of the template',
      { config: { customRoleNames: false } },
      'role name',
      'customRoleNames',
      /may not be named my-role: .* leave role.name out for esc-payments-dev-/,
    ],
  ])('refuses %s', async (_, asked, rule, key, sentence) => {
    const error = await ask(asked).catch(thrown => thrown);
    expect(error.name).toBe('NotAllowedError');
    expect(error.message).toMatch(sentence);
    expect(error.message).toContain(`escTrust.provisioning.${key}`);
    expect(error.message).toContain(`(guardrail "${rule}")`);
  });
});
