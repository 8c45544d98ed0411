import { ESC_TRUST_TAGS } from '@internal/backstage-plugin-esc-trust-common';
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
          after: { issuer: desired.issuer },
        };
  },

  async apply({ desired, reader, writer, onUndo }) {
    const arn = desired.identityProviderArn;
    const instanceId = desired.tags[ESC_TRUST_TAGS.instance];
    if (await reader.getIdentityProvider(arn)) {
      return { action: 'unchanged' };
    }
    onUndo(async () => {
      const provider = await reader.getIdentityProvider(arn);
      const isOurs = provider?.tags[ESC_TRUST_TAGS.instance] === instanceId;
      // Somebody else's, or one that somebody has begun to use, stays.
      if (isOurs && provider.clientIds.length === 0) {
        await writer.deleteIdentityProvider(arn);
      }
    });
    await writer.createIdentityProvider({
      issuer: desired.issuer,
      // One provider serves every team of the account: it has no owner.
      tags: { [ESC_TRUST_TAGS.instance]: instanceId },
    });
    return { action: 'create' };
  },
};
