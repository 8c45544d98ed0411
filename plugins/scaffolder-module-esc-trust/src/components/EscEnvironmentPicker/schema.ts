import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** What a template may say about the field, and what the field's value is. */
export const EscEnvironmentPickerSchema = makeFieldSchema({
  output: z =>
    z.object({
      organization: z.string().optional(),
      project: z.string().optional(),
      name: z.string().optional(),
    }),
  uiOptions: z =>
    z.object({
      existing: z
        .boolean()
        .optional()
        .describe(
          'For environments that are there, whether or not anything may be provisioned for them. Default false',
        ),
      ownerField: z
        .string()
        .optional()
        .describe('Name of the field that holds the owner. Default ownerRef'),
    }),
});
