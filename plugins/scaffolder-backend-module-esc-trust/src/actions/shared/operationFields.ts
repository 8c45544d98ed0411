import { Zod } from './Zod';

/** What the input of every operation may say besides what it is for. */
export const operationInput = {
  dryRun: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe('True only plans: the plan is logged, nothing is changed'),
  planDigest: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Output of an earlier step that only planned: the step fails when what is there has changed since',
      ),
};

/** What every operation gives. */
export const operationOutput = {
  roleArn: (z: Zod) => z.string().describe('ARN of the role'),
  identityProviderArn: (z: Zod) =>
    z.string().describe("ARN of the account's identity provider"),
  audience: (z: Zod) =>
    z.string().describe("Audience claim of the environment's tokens"),
  subject: (z: Zod) =>
    z.string().describe("Subject claim of the environment's tokens"),
  mappingId: (z: Zod) =>
    z.string().optional().describe('The stored mapping; absent when planned'),
  status: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('Status of the trust report; absent when planned'),
  plan: (z: Zod) =>
    z
      .string()
      .describe(
        'The plan as text: a line for each step, the trust policy as a diff',
      ),
  planDigest: (z: Zod) =>
    z.string().describe('Names the plan, for the step that applies it'),
};
