import { ProvisioningStep } from './ProvisioningStep';

/** The identity provider lists the audience. */
export const audienceStep: ProvisioningStep = {
  name: 'audience',

  plan(desired, { identityProvider }) {
    const before = identityProvider?.clientIds ?? [];
    const target = desired.audience;
    return before.includes(desired.audience)
      ? {
          action: 'unchanged',
          target,
          summary: `The identity provider lists the audience ${desired.audience}`,
        }
      : {
          action: 'create',
          target,
          summary: `Adds the audience ${desired.audience} to the identity provider`,
          before,
          after: [...before, desired.audience],
        };
  },

  async apply({ desired, reader, writer, onUndo }) {
    const arn = desired.identityProviderArn;
    const provider = await reader.getIdentityProvider(arn);
    if (provider?.clientIds.includes(desired.audience)) {
      return { action: 'unchanged' };
    }
    // Nobody relies on it yet: while this operation holds the provider, none
    // that needs it can start. Removing is idempotent, as AWS documents it.
    onUndo(() => writer.removeAudience(arn, desired.audience));
    await writer.addAudience(arn, desired.audience);
    return { action: 'create' };
  },
};
