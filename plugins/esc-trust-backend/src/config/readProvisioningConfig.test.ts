import { ConfigReader } from '@backstage/config';
import { defaultRoleName } from '@internal/backstage-plugin-esc-trust-common';
import { readProvisioningConfig } from './readProvisioningConfig';
import { renderRoleName } from './roleNameTemplate';

const read = (provisioning: object) =>
  readProvisioningConfig(new ConfigReader(provisioning as never));
const entry = {
  ownerRef: 'group:default/Team',
  accounts: ['111111111111'],
  projects: ['acme/payments'],
};

describe('readProvisioningConfig', () => {
  it('allows nothing by default, and nothing wide', () => {
    const defaults = {
      allow: [],
      rules: {
        inlinePolicies: false,
        maxSessionDuration: 43200,
        allowAdministrativePolicies: false,
      },
      rolePath: '/pulumi-esc/',
      adoptableRoles: ['/pulumi-esc/*'],
      roleNameTemplate: 'esc-{project}-{name}-{hash8}',
      customRoleNames: true,
      requiredTags: [],
      fixedTags: {},
      limitManagedPolicies: false,
      trustPolicyQuota: 2048,
      managedPoliciesPerRole: 10,
    };
    expect(readProvisioningConfig()).toEqual(defaults);
    expect(read({})).toEqual(defaults);
  });

  it('reads what is said, for all and for one entry', () => {
    expect(
      read({
        allow: [
          { ...entry, inlinePolicies: true, allowedServices: ['S3'] },
          { ...entry, projects: ['acme/*'], managedPolicyArns: [] },
        ],
        permissionsBoundaryArn:
          'arn:{partition}:iam::{accountId}:policy/team/Boundary',
        maxSessionDuration: 7200,
        fixedTags: { 'cost.center': '42' },
        requiredTags: ['team'],
        rolePath: '/',
      }),
    ).toMatchObject({
      allow: [
        {
          ...entry,
          ownerRef: 'group:default/team',
          managedPolicyArns: [],
          rules: { inlinePolicies: true, allowedServices: ['s3'] },
        },
        { projects: ['acme/*'], rules: {} },
      ],
      rules: {
        inlinePolicies: false,
        permissionsBoundaryArn:
          'arn:{partition}:iam::{accountId}:policy/team/Boundary',
        maxSessionDuration: 7200,
      },
      fixedTags: { 'cost.center': '42' },
      requiredTags: ['team'],
      rolePath: '/',
    });
  });

  it.each<[object, RegExp]>([
    [{ allow: [{ ...entry, ownerRef: 'team' }] }, /allow\[0\]\.ownerRef must/],
    [{ allow: [{ ...entry, accounts: ['1'] }] }, /allow\[0\]\.accounts\[0\]/],
    [
      { allow: [{ ...entry, projects: ['acme'] }] },
      /allow\[0\]\.projects\[0\]/,
    ],
    [{ allow: [{ ...entry, projects: ['*/x'] }] }, /allow\[0\]\.projects\[0\]/],
    [
      { allow: [{ ...entry, projects: ['a/b/c'] }] },
      /allow\[0\]\.projects\[0\]/,
    ],
    [
      { allow: [{ ...entry, managedPolicyArns: ['*'] }] },
      /allow\[0\]\.managedPolicyArns\[0\] must be the ARN/,
    ],
    [
      { allow: [{ ...entry, maxSessionDuration: 60 }] },
      /allow\[0\]\.maxSessionDuration must be/,
    ],
    [{ rolePath: 'x' }, /provisioning\.rolePath must start and end/],
    [{ rolePath: `/${'x'.repeat(511)}/` }, /provisioning\.rolePath/],
    [{ roleNameTemplate: 'role' }, /roleNameTemplate must be made of/],
    [{ roleNameTemplate: '{names}-{name}' }, /roleNameTemplate must be made/],
    [{ roleNameTemplate: 'a/{name}' }, /roleNameTemplate must be made of/],
    [{ roleNameTemplate: '{project}' }, /roleNameTemplate must hold \{name\}/],
    [
      { roleNameTemplate: `${'x'.repeat(41)}{name}` },
      /roleNameTemplate leaves too little/,
    ],
    [
      { permissionsBoundaryArn: 'arn:aws:iam::aws:role/x' },
      /provisioning\.permissionsBoundaryArn must be the ARN/,
    ],
    [{ maxSessionDuration: 43201 }, /provisioning\.maxSessionDuration must/],
    [{ maxSessionDuration: 3600.5 }, /provisioning\.maxSessionDuration must/],
    [{ allowedServices: ['s3:*'] }, /provisioning\.allowedServices\[0\]/],
    [{ requiredTags: ['a!'] }, /provisioning\.requiredTags\[0\]: "a!"/],
    [{ requiredTags: ['a', 'A'] }, /requiredTags\[1\]: A is listed twice/],
    [{ requiredTags: ['aws:x'] }, /requiredTags\[0\]: aws:x has a reserved/],
    [{ fixedTags: { 'esc-trust:x': '' } }, /fixedTags: esc-trust:x has a res/],
    [{ fixedTags: { a: '1', A: '2' } }, /fixedTags sets a twice/],
    [{ fixedTags: { a: 1 } }, /fixedTags: the value of a must be a text/],
    [{ fixedTags: 'x' }, /fixedTags must be a map/],
    [{ trustPolicyQuota: 10 }, /trustPolicyQuota must be .* from 256 to 8192/],
    [{ managedPoliciesPerRole: 26 }, /managedPoliciesPerRole must be/],
  ])('refuses %j and names the key', (provisioning, message) => {
    expect(() => read(provisioning)).toThrow(message);
    expect(() => read(provisioning)).toThrow(/escTrust\.provisioning/);
  });
});

describe('renderRoleName', () => {
  const short = { organization: 'acme', project: 'payments', name: 'dev' };
  const long = { ...short, project: 'p'.repeat(100), name: 'n'.repeat(100) };

  it.each([short, long])('names as the default name does', environment => {
    expect(renderRoleName('esc-{project}-{name}-{hash8}', environment)).toBe(
      defaultRoleName(environment),
    );
  });

  it.each([
    ['{organization}.{project}.{name}', /^acme\.payments\.dev$/],
    ['{hash8}', /^[0-9a-f]{8}$/],
    ['{hash8}-{name}', /^[0-9a-f]{8}-dev$/],
    ['x-{hash8}-{name}', /^x-[0-9a-f]{8}-dev$/],
  ])('renders %s', (template, expected) => {
    expect(renderRoleName(template, short)).toMatch(expected);
  });

  it.each(['{project}-{hash8}', '{hash8}-{name}', '{name}+{hash8}+{project}'])(
    'cuts %s to 64 characters and keeps the hash',
    template => {
      const hash = renderRoleName('{hash8}', long);
      const name = renderRoleName(template, long);
      expect(name).toHaveLength(64);
      expect(name).toContain(hash);
    },
  );

  it('cuts nothing that would make two names equal', () => {
    expect(() => renderRoleName('{project}-{name}', long)).toThrow(
      /longer than 64 characters: choose role\.name, or have \{hash8\} in escTrust\.provisioning\.roleNameTemplate/,
    );
  });
});
