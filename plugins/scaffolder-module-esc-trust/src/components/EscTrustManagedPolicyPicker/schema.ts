import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** What a template may say about the field, and what the field's value is. */
export const EscTrustManagedPolicyPickerSchema = makeFieldSchema({
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
      ownerField: z
        .string()
        .optional()
        .describe('Name of the field that holds the owner. Default ownerRef'),
    }),
});
