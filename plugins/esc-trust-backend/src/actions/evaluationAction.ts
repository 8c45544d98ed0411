import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { evaluate } from '../rest/evaluations';
import { environment, trustReport } from './schemas';

/** Registers the judgement of what is described. */
export function addEvaluationAction(registry: ActionsRegistryService): void {
  registry.register({
    name: 'evaluate-trust',
    title: 'Evaluate an AWS trust policy for a Pulumi ESC environment',
    description:
      'Judges whether an environment could assume a role with the given trust policy, and who else could. Reads and stores nothing.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: zod =>
        zod
          .object({
            environment: environment(zod),
            login: zod
              .object({
                subjectAttributes: zod
                  .array(zod.string().max(100))
                  .max(6)
                  .optional(),
                duration: zod
                  .string()
                  .max(20)
                  .regex(/^(\d+h)?(\d+m)?(\d+s)?$/)
                  .optional()
                  .describe('Go style, such as 1h30m'),
              })
              .strict()
              .optional(),
            role: zod
              .object({
                arn: zod.string().min(20).max(2_048),
                trustPolicy: zod
                  .union([zod.string().max(131_072), zod.record(zod.unknown())])
                  .describe('An object, JSON text, or the same URL-encoded'),
                maxSessionDuration: zod
                  .number()
                  .int()
                  .min(900)
                  .max(43_200)
                  .optional(),
              })
              .strict(),
            identityProvider: zod
              .object({ clientIds: zod.array(zod.string().max(255)).max(100) })
              .strict()
              .nullable()
              .optional()
              .describe('Absent: not known. Null: known to be missing'),
            intended: zod
              .array(environment(zod))
              .max(100)
              .optional()
              .describe('Environments that are meant to share the role'),
          })
          .strict(),
      output: trustReport,
    },
    action: async ({ input }) => ({ output: { ...evaluate(input) } }),
  });
}
