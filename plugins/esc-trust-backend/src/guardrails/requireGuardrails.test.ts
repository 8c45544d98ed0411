import { ServiceUnavailableError } from '@backstage/errors';
import {
  ask,
  attached,
  BOUNDARY,
  Case,
  entry,
  getManagedPolicy,
  inline,
} from './__testUtils__/asking';
import {
  ACCOUNT,
  allowing,
  ENTRY,
  policy,
  READ_BUCKET,
} from './__testUtils__/proposals';
import { GUARDRAILS } from './requireGuardrails';

describe('requireGuardrails', () => {
  it.each<[string, Case]>([
    ['the allowed owner, account and project', {}],
    [
      'an owner in another case',
      { proposed: { ownerRef: 'Group:default/Payments-Team' } },
    ],
    [
      'any project of an organization',
      {
        proposed: {
          environment: { organization: 'acme-2', project: 'any', name: 'dev' },
        },
      },
    ],
    ['a policy that a pattern names', { proposed: attached('AmazonEC2Full') }],
    [
      'a policy of the own account',
      {
        config: entry({
          managedPolicyArns: ['arn:{partition}:iam::{accountId}:policy/t/*'],
        }),
        proposed: {
          role: { managedPolicyArns: [`arn:aws:iam::${ACCOUNT}:policy/t/x`] },
        },
      },
    ],
    [
      'an unreadable policy that is listed exactly',
      {
        config: entry({ managedPolicyArns: [policy('Secret')] }),
        proposed: attached('Secret'),
        read: async () => {
          throw new ServiceUnavailableError('AWS denies it');
        },
      },
    ],
    [
      'an administrative policy where they are allowed',
      {
        config: entry({ allowAdministrativePolicies: true }),
        proposed: attached('AdministratorAccess'),
        read: async () => {
          throw new Error('needn’t be read');
        },
      },
    ],
    [
      'an inline policy where they are allowed',
      { config: { inlinePolicies: true }, proposed: inline(READ_BUCKET) },
    ],
    [
      'an inline policy that one entry allows',
      {
        config: entry({ inlinePolicies: true }),
        proposed: inline(READ_BUCKET),
      },
    ],
    [
      'what the second entry allows',
      {
        config: { allow: [ENTRY, { ...ENTRY, inlinePolicies: true }] },
        proposed: inline(READ_BUCKET),
      },
    ],
    [
      'an inline policy for an allowed service',
      {
        config: { inlinePolicies: true, allowedServices: ['s3'] },
        proposed: inline(READ_BUCKET),
      },
    ],
    [
      'a Deny for any service',
      {
        config: { inlinePolicies: true, allowedServices: ['s3'] },
        proposed: inline(allowing({ Effect: 'Deny', Action: 'ec2:*' })),
      },
    ],
    [
      'managed policies of other services, unless they are limited',
      {
        config: { allowedServices: ['ec2'] },
      },
    ],
    [
      'managed policies of allowed services',
      { config: { allowedServices: ['s3'], limitManagedPolicies: true } },
    ],
    [
      'a boundary that nobody requires',
      { proposed: { role: { permissionsBoundaryArn: policy('X') } } },
    ],
    [
      'the required boundary',
      {
        config: { permissionsBoundaryArn: BOUNDARY },
        proposed: {
          role: {
            permissionsBoundaryArn: `arn:aws:iam::${ACCOUNT}:policy/Boundary`,
          },
        },
      },
    ],
    [
      "the entry's own boundary",
      {
        config: {
          ...entry({ permissionsBoundaryArn: policy('Team') }),
          permissionsBoundaryArn: BOUNDARY,
        },
        proposed: { role: { permissionsBoundaryArn: policy('Team') } },
      },
    ],
    ['twelve hours', { proposed: { role: { maxSessionDuration: 43200 } } }],
    [
      'the longest session',
      {
        config: { maxSessionDuration: 7200 },
        proposed: {
          role: { maxSessionDuration: 7200 },
          login: { duration: '2h' },
        },
      },
    ],
    [
      'the required tag',
      {
        config: { requiredTags: ['cost'] },
        proposed: { role: { tags: { cost: '1' } } },
      },
    ],
    [
      'the fixed tag',
      {
        config: { fixedTags: { via: 'portal' } },
        proposed: { role: { tags: { via: 'portal' } } },
      },
    ],
    [
      'another path of a role that is adopted',
      { proposed: { adoptRole: true, role: { path: '/theirs/' } } },
    ],
    [
      'the name of the template',
      {
        config: {
          customRoleNames: false,
          roleNameTemplate: '{project}-{name}',
        },
        proposed: { role: { name: 'payments-dev' } },
      },
    ],
    [
      'the name of a role that is adopted',
      { config: { customRoleNames: false }, proposed: { adoptRole: true } },
    ],
  ])('lets pass %s', async (_, asked) => {
    await expect(ask(asked)).resolves.toBeUndefined();
  });

  it('is asked of every guardrail above', () => {
    const names = GUARDRAILS.map(({ name }) => name);
    expect(new Set(names).size).toBe(GUARDRAILS.length);
    expect(names).toHaveLength(12);
    for (const { setting } of GUARDRAILS) {
      expect(setting).toMatch(/^escTrust\.provisioning\./);
    }
  });

  it('mixes nothing of two entries', async () => {
    const config = {
      allow: [{ ...ENTRY, managedPolicyArns: [], inlinePolicies: true }, ENTRY],
    };
    await expect(
      ask({ config, proposed: inline(READ_BUCKET) }),
    ).rejects.toThrow(/may not have a role with/);
  });

  it('reads no policy that is refused anyway', async () => {
    const read = jest.fn(getManagedPolicy);
    await expect(ask({ proposed: attached('Other'), read })).rejects.toThrow(
      /may not have a role/,
    );
    expect(read).not.toHaveBeenCalled();
  });
});
