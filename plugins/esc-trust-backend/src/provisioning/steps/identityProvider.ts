import { ConflictError } from '@backstage/errors';
import { ESC_TRUST_TAGS } from '@internal/backstage-plugin-esc-trust-common';
import { notedWrite } from './notedWrite';
import { ProvisioningStep, StepContext } from './ProvisioningStep';
import { untilShown } from './untilShown';

interface Memo {
  issuer: string;
}

/** The account has an identity provider for the issuer. */
export const identityProviderStep: ProvisioningStep<Memo> = {
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

  async apply(context) {
    const { desired, writer, memo } = context;
    const found = memo
      ? await untilShown(() => read(context), context)
      : await read(context);
    if (found) {
      return {
        action: memo && isOurs(context, found) ? 'create' : 'unchanged',
      };
    }
    const { issuer } = desired;
    await notedWrite(context, memo, { issuer }, () =>
      writer.createIdentityProvider({
        issuer,
        // One provider serves every team of the account: it has no owner.
        tags: { [ESC_TRUST_TAGS.instance]: instanceIdOf(context) },
      }),
    );
    await untilShown(() => read(context), context);
    return { action: 'create' };
  },

  async undo(_, context) {
    const { desired, writer } = context;
    // An answer that got lost may have been a success that shows only later;
    // so does that its audience has just been taken back.
    const empty = await untilShown(async () => {
      const provider = await read(context);
      return provider?.clientIds.length === 0 ? provider : undefined;
    }, context);
    if (empty && isOurs(context, empty)) {
      await writer.deleteIdentityProvider(empty.arn);
      return;
    }
    const provider = await read(context);
    // Somebody else's stays, and so does one that serves somebody else by now.
    if (
      provider &&
      isOurs(context, provider) &&
      provider.clientIds.every(audience => audience === desired.audience)
    ) {
      throw new ConflictError(
        `The identity provider ${provider.arn} still lists ${desired.audience}: delete it if nobody needs it`,
      );
    }
  },
};

function read({ desired, reader }: StepContext) {
  return reader.getIdentityProvider(desired.identityProviderArn);
}

function isOurs(
  context: StepContext,
  { tags }: { tags: Record<string, string> },
): boolean {
  return tags[ESC_TRUST_TAGS.instance] === instanceIdOf(context);
}

function instanceIdOf({ desired }: StepContext): string {
  return desired.tags[ESC_TRUST_TAGS.instance];
}
