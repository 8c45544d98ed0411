import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { fieldNames } from '../elements/fieldNames';

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
      ownerField: fieldNames(z).ownerField,
    }),
});
