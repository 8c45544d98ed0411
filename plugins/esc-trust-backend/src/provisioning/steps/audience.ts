import { isError, ServiceUnavailableError } from '@backstage/errors';
import { notedWrite } from './notedWrite';
import { ProvisioningStep } from './ProvisioningStep';
import { untilShown } from './untilShown';

interface Memo {
  audience: string;
}

/** The identity provider lists the audience. */
export const audienceStep: ProvisioningStep<Memo> = {
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

  async apply(context) {
    const { desired, reader, writer, memo } = context;
    const { identityProviderArn: arn, audience } = desired;
    const isListed = async () => {
      const provider = await reader.getIdentityProvider(arn);
      return provider?.clientIds.includes(audience) || undefined;
    };
    if (await isListed()) {
      return { action: memo ? 'create' : 'unchanged' };
    }
    await notedWrite(context, memo, { audience }, () =>
      writer.addAudience(arn, audience),
    );
    // What follows is refused as long as AWS doesn't know of it everywhere.
    await untilShown(isListed, context);
    return { action: 'create' };
  },

  async undo({ audience }, { desired, writer }) {
    // Nobody of this portal relies on it yet: while this operation holds the
    // provider, none that needs it can start. Removing is idempotent, as AWS
    // documents it.
    const { identityProviderArn: arn } = desired;
    try {
      await writer.removeAudience(arn, audience);
    } catch (error) {
      if (isError(error) && error.name === 'ServiceUnavailableError') {
        // The step is named after the audience, which says nothing of where.
        throw new ServiceUnavailableError(
          `${error.message}. Take ${audience} out of ${arn} unless it is needed`,
        );
      }
      throw error;
    }
  },
};
