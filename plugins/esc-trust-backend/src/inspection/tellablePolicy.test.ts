import { hideOthers } from '../access/hideNames';
import { Reading } from '../access/CallerReader';
import { ReadableNames } from '../access/ReadableNames';
import { tellablePolicy } from './tellablePolicy';

const OWN = { organization: 'acme', project: 'payments', name: 'prod' };
const SUB = 'api.pulumi.com/oidc:sub';
const env = (name: string) => `pulumi:environments:org:acme:env:${name}`;

/** What somebody may read who knows of one environment only. */
const names = {
  editorFor: async () => ({ text: (text: string) => hideOthers(text, [OWN]) }),
} as unknown as ReadableNames;

const isTold = async (
  condition: Record<string, string>,
  allEnvironments = false,
) => {
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: {
          Federated:
            'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc',
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringLike: condition },
      },
    ],
  });
  const told = await tellablePolicy(policy, names, {
    allEnvironments,
  } as Reading);
  return told === policy;
};

describe('tellablePolicy', () => {
  it.each([
    env('payments/prod'),
    env('payments/*'),
    env('*'),
    'pulumi:environments:org:*:env:payments/prod',
    '*',
    'payments/prod',
    'pulumi:environments:org:acme:*',
    'pulumi:deploy:org:acme:project:p:stack:s:operation:update:scope:write',
    'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:payments/prod:pulumi.user.login:*',
  ])('is told with the subject %s', async subject => {
    expect(await isTold({ [SUB]: subject })).toBe(true);
  });

  it.each([
    env('platform/shared-network'),
    env('legacy'),
    'platform/shared-network',
    '*shared-network',
    '*:env:legacy',
    'pulumi:*env:legacy',
    'pulumi:environments:org:acme:*shared-network',
    'pulumi:*shared*:env:payments/prod',
    'pulumi:environments:platform/shared:env:payments/prod',
    '*shared-network:payments/prod',
    'shared-network',
  ])('is kept from whom the name in %s is none of', async subject => {
    expect(await isTold({ [SUB]: subject })).toBe(false);
    expect(await isTold({ [SUB]: subject }, true)).toBe(true);
  });

  it('is kept for a name that is compared with anything else', async () => {
    const misspelt = 'api.pulumi.com/oidc:subject';
    expect(await isTold({ [misspelt]: env('platform/shared') })).toBe(false);
    expect(await isTold({ [misspelt]: env('payments/prod') })).toBe(true);
    expect(await isTold({ 'aws:SourceIp': '10.0.0.0/8' })).toBe(true);
  });
});
