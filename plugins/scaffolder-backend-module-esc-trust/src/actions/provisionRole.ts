import { AuthService } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  EscTrustApi,
  ProvisionOutcome,
  ProvisionRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { followOperation } from './followOperation';
import { provisionRoleExamples } from './provisionRole.examples';
import { describeStep } from './describeStep';
import { sentenceOf } from './sentenceOf';

/**
 * Creates `esc-trust:role:provision`: a thin client of the REST API that acts as
 * the signed-in user, so that permissions, ownership and audit are theirs.
 */
export function createProvisionRoleAction(options: {
  auth: AuthService;
  client: EscTrustApi;
  /** Between two looks at a running operation; default 500. */
  pollIntervalMs?: number;
}) {
  const { auth, client, pollIntervalMs = 500 } = options;
  return createTemplateAction({
    id: 'esc-trust:role:provision',
    description:
      'Provisions an AWS role that exactly one Pulumi ESC environment may assume, and configures the environment to use it',
    examples: provisionRoleExamples,
    supportsDryRun: true,
    schema: {
      input: {
        organization: z =>
          z.string().describe('URL slug of the Pulumi organization'),
        project: z => z.string().describe('Project of the environment'),
        environment: z =>
          z
            .string()
            .describe('Name of the environment; created when it is new'),
        accountId: z =>
          z.string().describe('AWS account that gets the role, 12 digits'),
        ownerRef: z =>
          z.string().describe('Entity ref of the team that will own the role'),
        entityRef: z =>
          z
            .string()
            .optional()
            .describe('Entity ref of the component whose page shows the role'),
        managedPolicyArns: z =>
          z
            .array(z.string())
            .optional()
            .describe('ARNs of the managed policies to attach'),
      },
      output: {
        roleArn: z => z.string().describe('ARN of the role'),
        identityProviderArn: z =>
          z.string().describe("ARN of the account's identity provider"),
        audience: z =>
          z.string().describe("Audience claim of the environment's tokens"),
        subject: z =>
          z.string().describe("Subject claim of the environment's tokens"),
        mappingId: z =>
          z
            .string()
            .optional()
            .describe('The stored mapping; absent in a dry run'),
        status: z =>
          z
            .string()
            .optional()
            .describe('Status of the trust report; absent in a dry run'),
      },
    },
    async handler(ctx) {
      const credentials = await ctx.getInitiatorCredentials();
      if (!auth.isPrincipal(credentials, 'user')) {
        throw new NotAllowedError(
          'A role can only be provisioned for a signed-in user: run the template from the portal',
        );
      }
      const requestOptions = async () => ({
        ...(await auth.getPluginRequestToken({
          onBehalfOf: credentials,
          targetPluginId: 'esc-trust',
        })),
        signal: ctx.signal,
      });
      const { input } = ctx;
      const request: ProvisionRequest = {
        kind: 'provision',
        environment: {
          organization: input.organization,
          project: input.project,
          name: input.environment,
        },
        accountId: input.accountId,
        ownerRef: input.ownerRef,
        entityRefs: input.entityRef ? [input.entityRef] : [],
        role: { managedPolicyArns: input.managedPolicyArns ?? [] },
      };

      const outcome = await withSentence(async () => {
        if (ctx.isDryRun) {
          const plan = await client.planOperation(
            request,
            await requestOptions(),
          );
          for (const step of plan.steps) {
            ctx.logger.info(describeStep(step, { isDryRun: true }));
          }
          return plan.outcome;
        }
        const operation = await client.startOperation(request, {
          ...(await requestOptions()),
          idempotencyKey: idempotencyKey(ctx, request),
        });
        return followOperation(operation, {
          look: async id => client.getOperation(id, await requestOptions()),
          onStep: line => ctx.logger.info(line),
          pollIntervalMs,
          signal: ctx.signal,
        });
      });
      for (const [name, value] of Object.entries(outcome)) {
        ctx.output(name as keyof ProvisionOutcome, value);
      }
    },
  });
}

/** A step that runs again in its task gets the operation that it has started. */
function idempotencyKey(
  ctx: { task: { id: string }; step?: { id?: string } },
  request: ProvisionRequest,
): string {
  const { organization, project, name } = request.environment;
  return [
    ctx.task.id,
    ctx.step?.id ?? '',
    request.accountId,
    organization,
    project,
    name,
  ]
    .join(':')
    .slice(0, 200);
}

/** Fails with the server's own sentence instead of the client's. */
async function withSentence<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const { status, sentence } = sentenceOf(error);
    if (status === undefined) {
      throw error;
    }
    if (status === 403) {
      throw new NotAllowedError(sentence);
    }
    throw status >= 500 ? new Error(sentence) : new InputError(sentence);
  }
}
