import { ServiceUnavailableError } from '@backstage/errors';
import {
  ADMIN,
  ask,
  attached,
  Case,
  entry,
  inline,
} from './__testUtils__/asking';
import { allowing, policy, READ_BUCKET } from './__testUtils__/proposals';

describe('guardrails about policies', () => {
  it.each<[string, Case, string, string, RegExp]>([
    [
      'a policy that no pattern names',
      { proposed: attached('AmazonS3ReadOnlyAccess', 'ReadOnlyAccess') },
      'allowed managed policies',
      'allow',
      /may not have a role with \S+ReadOnlyAccess here: \S+ allows it .*Amazon\*/,
    ],
    [
      'a policy of the same name in another account',
      {
        proposed: {
          role: {
            managedPolicyArns: ['arn:aws:iam::222222222222:policy/AmazonX'],
          },
        },
      },
      'allowed managed policies',
      'allow',
      /222222222222/,
    ],
    [
      'a policy for administrators by its name, though it is listed',
      { proposed: attached('AdministratorAccess') },
      'administrative policies',
      'allowAdministrativePolicies',
      /AdministratorAccess is a policy for administrators/,
    ],
    [
      'a policy for administrators by its document',
      {
        proposed: attached('AmazonThings'),
        read: async () => ({ document: JSON.stringify(ADMIN) }),
      },
      'administrative policies',
      'allowAdministrativePolicies',
      /AmazonThings may not be attached: statement 1 grants \*/,
    ],
    [
      'a policy for administrators that is listed exactly',
      {
        config: entry({ managedPolicyArns: [policy('Things')] }),
        proposed: attached('Things'),
        read: async () => ({ document: ADMIN }),
      },
      'administrative policies',
      'allowAdministrativePolicies',
      /statement 1 grants \*/,
    ],
    [
      'an unreadable policy that only a pattern names',
      {
        read: async () => {
          throw new ServiceUnavailableError('AWS denies it');
        },
      },
      'administrative policies',
      'allowAdministrativePolicies',
      /it can't be read \(AWS denies it\); list its exact ARN/,
    ],
    [
      'a policy that is not there and only a pattern names',
      { read: async () => undefined },
      'administrative policies',
      'allowAdministrativePolicies',
      /AWS has no such policy; list its exact ARN/,
    ],
    [
      'a policy that is not understood',
      { read: async () => ({ document: '{"Statement":[{}]}' }) },
      'administrative policies',
      'allowAdministrativePolicies',
      /statement 1 has no Effect/,
    ],
    [
      'an inline policy',
      { proposed: inline(READ_BUCKET) },
      'inline policies',
      'inlinePolicies',
      /may not have an inline policy/,
    ],
    [
      'an inline policy where the entry says no',
      {
        config: { ...entry({ inlinePolicies: false }), inlinePolicies: true },
        proposed: inline(READ_BUCKET),
      },
      'inline policies',
      'inlinePolicies',
      /may not have an inline policy/,
    ],
    [
      'an inline policy for another service',
      {
        config: { inlinePolicies: true, allowedServices: ['s3'] },
        proposed: inline(allowing({ Action: ['s3:Get*', 'EC2:RunInstances'] })),
      },
      'allowed services',
      'allowedServices',
      /statement 1 grants ec2:runinstances, and \S+ allows s3/,
    ],
    [
      'an inline policy for any service',
      {
        config: { inlinePolicies: true, allowedServices: ['s3'] },
        proposed: inline(allowing({ Action: 's?:Get*' })),
      },
      'allowed services',
      'allowedServices',
      /grants s\?:get\*/,
    ],
    [
      'an inline policy for all but one service',
      {
        config: { inlinePolicies: true, allowedServices: ['s3'] },
        proposed: inline(allowing({ NotAction: 'ec2:*' })),
      },
      'allowed services',
      'allowedServices',
      /NotAction/,
    ],
    [
      'an inline policy for administrators',
      { config: { inlinePolicies: true }, proposed: inline(ADMIN) },
      'administrative inline policies',
      'allowAdministrativePolicies',
      /The inline policy is refused: statement 1 grants \*/,
    ],
    [
      'a managed policy of another service, where they are limited',
      { config: { allowedServices: ['ec2'], limitManagedPolicies: true } },
      'allowed services of managed policies',
      'allowedServices',
      /statement 1 grants s3:get\*, and \S+ allows ec2/,
    ],
    [
      'an unreadable policy, where they are limited',
      {
        config: {
          allowedServices: ['s3'],
          limitManagedPolicies: true,
          allowAdministrativePolicies: true,
        },
        read: async () => undefined,
      },
      'allowed services of managed policies',
      'allowedServices',
      /what it grants isn't known because AWS has no such policy/,
    ],
  ])('refuses %s', async (_, asked, rule, key, sentence) => {
    const error = await ask(asked).catch(thrown => thrown);
    expect(error.name).toBe('NotAllowedError');
    expect(error.message).toMatch(sentence);
    expect(error.message).toContain(`escTrust.provisioning.${key}`);
    expect(error.message).toContain(`(guardrail "${rule}")`);
  });
});
