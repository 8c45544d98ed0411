import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** What a template may say about the field, and what the field's value is. */
export const EscTrustSubjectAttributesPickerSchema = makeFieldSchema({
  output: z => z.array(z.string()),
  uiOptions: z =>
    z.object({
      environmentField: z
        .string()
        .optional()
        .describe(
          'Name of the EscEnvironmentPicker field. Default environment',
        ),
      accountField: z
        .string()
        .optional()
        .describe('Name of the EscTrustAccountPicker field. Default accountId'),
    }),
});
