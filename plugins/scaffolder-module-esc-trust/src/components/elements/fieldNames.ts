import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The zod that the scaffolder makes schemas with. */
type Zod = Parameters<Parameters<typeof makeFieldSchema>[0]['output']>[0];

/** What a template may say about where the form has what a field depends on. */
export const fieldNames = (z: Zod) => ({
  environmentField: z
    .string()
    .optional()
    .describe('Name of the EscEnvironmentPicker field. Default environment'),
  accountField: z
    .string()
    .optional()
    .describe('Name of the EscTrustAccountPicker field. Default accountId'),
  ownerField: z
    .string()
    .optional()
    .describe('Name of the field that holds the owner. Default ownerRef'),
});
