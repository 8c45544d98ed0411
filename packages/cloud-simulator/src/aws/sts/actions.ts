import type { Action, SignedCall } from '../action';
import type { Form } from '../wire/form';
import { assumeRole } from './assumeRole';
import type { StsWorld } from './assumeRoleWithWebIdentity';
import { assumeRoleWithWebIdentity } from './assumeRoleWithWebIdentity';
import { sessionXml } from './sessions';

/** The actions that need a signature. */
export function signedStsActions(
  world: StsWorld,
): Record<string, Action<SignedCall>> {
  return {
    GetCallerIdentity: ({ identity }) => ({
      Arn: identity.arn,
      UserId: identity.userId,
      Account: identity.accountId,
    }),
    AssumeRole: ({ form, identity }) =>
      sessionXml(
        assumeRole(
          {
            roleArn: form.text('RoleArn'),
            sessionName: form.text('RoleSessionName'),
            durationSeconds: form.number('DurationSeconds'),
            externalId: form.text('ExternalId'),
            tags: form.records('Tags', ['Key', 'Value']),
          },
          identity,
          world,
        ),
      ),
  };
}

/** The actions that the token in the request is enough for. */
export function unsignedStsActions(
  world: StsWorld,
): Record<string, Action<{ form: Form }>> {
  return {
    AssumeRoleWithWebIdentity: async ({ form }) => {
      const session = await assumeRoleWithWebIdentity(
        {
          roleArn: form.text('RoleArn'),
          sessionName: form.text('RoleSessionName'),
          token: form.text('WebIdentityToken'),
          durationSeconds: form.number('DurationSeconds'),
          policyArns: form.records('PolicyArns', ['arn']).map(p => p.arn ?? ''),
        },
        world,
      );
      return {
        ...sessionXml(session),
        SubjectFromWebIdentityToken: session.subject,
        Audience: session.audience,
        Provider: session.providerArn,
      };
    },
  };
}
