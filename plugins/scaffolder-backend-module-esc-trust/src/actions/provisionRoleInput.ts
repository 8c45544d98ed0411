import { operationInput } from './shared/operationFields';
import { Zod } from './shared/Zod';

const role = (z: Zod) =>
  z
    .object({
      name: z
        .string()
        .describe(
          'Default: from the portal’s template, made of the environment',
        ),
      description: z
        .string()
        .describe('Shown in AWS: at most 1,000 characters'),
      managedPolicyArns: z
        .array(z.string())
        .describe('ARNs of the policies that it gets'),
      inlinePolicy: z
        .union([z.string(), z.record(z.any())])
        .describe(
          'A permissions policy of its own, as an object or as JSON text; the portal may not allow any',
        ),
      permissionsBoundaryArn: z
        .string()
        .describe(
          'ARN of the policy that bounds it; default: the one required',
        ),
      maxSessionDuration: z
        .number()
        .int()
        .describe('Seconds, 3600 to 43200; default 3600'),
      tags: z
        .record(z.string())
        .describe("Beside the configured ones and the portal's own"),
    })
    .partial()
    .strict()
    .optional()
    .describe('What the role is to be; the portal’s guardrails decide');

const login = (z: Zod) =>
  z
    .object({
      path: z
        .string()
        .describe('Where it stands in the definition; default aws.login'),
      subjectAttributes: z
        .array(z.string())
        .describe(
          'What the subject claim is made of; default and always among them: currentEnvironment.name',
        ),
      duration: z
        .string()
        .describe(
          'How long credentials are good for, such as 1h30m; default 1h',
        ),
      sessionName: z
        .string()
        .describe('Seen in CloudTrail; default pulumi-environments-session'),
      policyArns: z
        .array(z.string())
        .describe('ARNs of session policies: they narrow what the role may do'),
    })
    .partial()
    .strict()
    .optional()
    .describe("What the environment's login is to be");

/** Input of `esc-trust:role:provision`: all that the REST API takes. */
export const provisionRoleInput = {
  organization: (z: Zod) =>
    z.string().describe('URL slug of the Pulumi organization'),
  project: (z: Zod) => z.string().describe('Project of the environment'),
  environment: (z: Zod) =>
    z.string().describe('Name of the environment; created when it is new'),
  accountId: (z: Zod) =>
    z.string().describe('AWS account that gets the role, 12 digits'),
  ownerRef: (z: Zod) =>
    z.string().describe('Entity ref of the team that will own the role'),
  entityRef: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('Entity ref of the component whose page shows the role'),
  entityRefs: (z: Zod) =>
    z
      .array(z.string())
      .optional()
      .describe('More entities whose pages show the role'),
  role,
  login,
  configureEnvironment: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe(
        'False leaves the environment as it is: only AWS is changed. Default true',
      ),
  adoptRole: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe(
        'True takes over the role of this name, which something else has made. Default false',
      ),
  ...operationInput,
};
