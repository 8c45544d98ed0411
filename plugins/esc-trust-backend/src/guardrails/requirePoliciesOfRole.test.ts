import {
  allowing,
  policy,
  proposal,
  provisioning,
  READ_BUCKET,
} from './__testUtils__/proposals';
import { requirePoliciesOfRole } from './requireGuardrails';

const getManagedPolicy = async () => ({ document: READ_BUCKET as unknown });
const ADMIN = allowing({ Action: '*' });

describe('requirePoliciesOfRole', () => {
  const ask2 = (
    role: { managedPolicyArns: string[]; inlinePolicies: string[] },
    config?: object,
  ) =>
    requirePoliciesOfRole({
      proposed: proposal({ role: { path: '/theirs/' } }),
      provisioning: provisioning(config),
      getManagedPolicy,
      role,
    });

  it.each<[string, string[], unknown[], object | undefined]>([
    ['nothing', [], [], undefined],
    ['an allowed policy', [policy('AmazonS3')], [], undefined],
    [
      'inline policies',
      [],
      [READ_BUCKET, READ_BUCKET],
      { inlinePolicies: true },
    ],
  ])('lets a role keep %s', async (_, managedPolicyArns, documents, config) => {
    const inlinePolicies = documents.map(d => JSON.stringify(d));
    await expect(
      ask2({ managedPolicyArns, inlinePolicies }, config),
    ).resolves.toBeUndefined();
  });

  it.each<[string, string[], string[], object | undefined, RegExp]>([
    ['another policy', [policy('Other')], [], undefined, /may not have a role/],
    ['an inline policy', [], ['{}'], undefined, /inlinePolicies is false/],
    [
      'a second inline policy',
      [],
      [JSON.stringify(READ_BUCKET), JSON.stringify(ADMIN)],
      { inlinePolicies: true },
      /grants \*/,
    ],
    [
      'garbage',
      [],
      ['%%'],
      { inlinePolicies: true },
      /The inline policy is refused: it has no Statement/,
    ],
  ])('refuses a role with %s', async (_, arns, inlines, config, message) => {
    await expect(
      ask2({ managedPolicyArns: arns, inlinePolicies: inlines }, config),
    ).rejects.toThrow(message);
  });
});
