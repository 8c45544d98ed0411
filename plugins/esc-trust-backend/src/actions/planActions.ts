import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { RouterOptions } from '../rest/createRouter';
import { planOperation } from '../rest/operations';
import { accountId, entityRef, environment, mappingId, plan } from './schemas';

const LOOKS = { readOnly: true, idempotent: true, destructive: false };

/** Registers plans: what operations would do, without doing it. */
export function addPlanActions(
  registry: ActionsRegistryService,
  options: RouterOptions,
): void {
  registry.register({
    name: 'plan-provision',
    title: 'Plan an AWS role for a Pulumi ESC environment',
    description:
      'Answers the steps that would make an AWS role and configure the environment to use it, in order, with what is there before and after. Changes and stores nothing.',
    attributes: LOOKS,
    schema: {
      input: zod =>
        zod
          .object({
            environment: environment(zod),
            accountId: accountId(zod),
            ownerRef: entityRef(zod).describe(
              'The team that is to own the role, one of the user’s own',
            ),
            managedPolicyArns: zod
              .array(zod.string().max(2_048))
              .max(25)
              .optional()
              .describe('ARNs of the policies that the role gets'),
          })
          .strict(),
      output: plan,
    },
    action: async ({ input, credentials }) => {
      const { managedPolicyArns, ...rest } = input;
      const caller = await options.callers.userOf(credentials);
      const planned = await planOperation(options, caller, {
        kind: 'provision',
        ...rest,
        ...(managedPolicyArns ? { role: { managedPolicyArns } } : {}),
      });
      return { output: { ...planned } };
    },
  });

  registry.register({
    name: 'plan-mapping-change',
    title: 'Plan a repair or a removal of an ESC trust mapping',
    description:
      'Answers the steps that would put a role and its environment back to what was meant (repair) or take away what the portal made for them (deprovision). Changes and stores nothing.',
    attributes: LOOKS,
    schema: {
      input: zod =>
        zod
          .object({
            kind: zod.enum(['repair', 'deprovision']),
            mappingId: mappingId(zod),
          })
          .strict(),
      output: plan,
    },
    action: async ({ input, credentials }) => {
      const caller = await options.callers.userOf(credentials);
      return { output: { ...(await planOperation(options, caller, input)) } };
    },
  });
}
