import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** What a template may say about the field, and what the field's value is. */
export const EscTrustAccountPickerSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      environmentField: z
        .string()
        .optional()
        .describe(
          'Name of the EscEnvironmentPicker field. Default environment',
        ),
      ownerField: z
        .string()
        .optional()
        .describe('Name of the field that holds the owner. Default ownerRef'),
    }),
});
