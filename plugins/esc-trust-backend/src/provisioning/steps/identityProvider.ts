import { ProvisioningStep } from './ProvisioningStep';

/** The account has an identity provider for the issuer. */
export const identityProviderStep: ProvisioningStep = {
  name: 'identity-provider',

  plan(desired, { identityProvider }) {
    const target = desired.identityProviderArn;
    return identityProvider
      ? {
          action: 'unchanged',
          target,
          summary: `The account has an identity provider for ${desired.issuer}`,
        }
      : {
          action: 'create',
          target,
          summary: `Lets the account trust tokens of ${desired.issuer}`,
          after: { issuer: desired.issuer, tags: desired.tags },
        };
  },

  async apply({ desired, reader, writer, onUndo }) {
    const arn = desired.identityProviderArn;
    if (await reader.getIdentityProvider(arn)) {
      return { action: 'unchanged' };
    }
    onUndo(async () => {
      const provider = await reader.getIdentityProvider(arn);
      // An audience that somebody else has added since keeps the provider.
      if (provider && provider.clientIds.length === 0) {
        await writer.deleteIdentityProvider(arn);
      }
    });
    await writer.createIdentityProvider({
      issuer: desired.issuer,
      tags: desired.tags,
    });
    return { action: 'create' };
  },
};
