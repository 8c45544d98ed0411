import { ESC_TRUST_TAGS } from '@internal/backstage-plugin-esc-trust-common';
import { isRefusal } from '../isRefusal';
import { ProvisioningStep } from './ProvisioningStep';
import { untilShown } from './untilShown';

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
    let refused = false;
    onUndo(async () => {
      // An answer that got lost may have been a success that shows only later.
      const provider = refused
        ? undefined
        : await untilShown(() => reader.getIdentityProvider(arn));
      const isOurs = provider?.tags[ESC_TRUST_TAGS.instance] === instanceId;
      // Somebody else's, or one with another audience, stays.
      if (isOurs && provider.clientIds.length === 0) {
        await writer.deleteIdentityProvider(arn);
      }
    });
    try {
      await writer.createIdentityProvider({
        issuer: desired.issuer,
        // One provider serves every team of the account: it has no owner.
        tags: { [ESC_TRUST_TAGS.instance]: instanceId },
      });
    } catch (error) {
      refused = isRefusal(error);
      throw error;
    }
    return { action: 'create' };
  },
};
