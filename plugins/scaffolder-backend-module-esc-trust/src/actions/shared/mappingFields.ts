import { Zod } from './Zod';

/** Names a mapping, by its id or by its environment. */
export const mappingInput = {
  mappingId: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('Id of the mapping; or name its environment'),
  organization: (z: Zod) =>
    z.string().optional().describe('URL slug of the Pulumi organization'),
  project: (z: Zod) =>
    z.string().optional().describe('Project of the environment'),
  environment: (z: Zod) =>
    z.string().optional().describe('Name of the environment'),
  loginPath: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Where its AWS login stands, such as aws.login; needed when it has several',
      ),
};
