import {
  createTemplateAction,
  TemplateExample,
} from '@backstage/plugin-scaffolder-node';
import {
  stringifyEnvironmentRef,
  Verification,
} from '@internal/backstage-plugin-esc-trust-common';
import { findMapping, namedMapping } from './shared/findMapping';
import { mappingInput } from './shared/mappingFields';
import { putOut } from './shared/putOut';
import { ActionOptions, UserApi } from './shared/UserApi';

/** Examples of `esc-trust:mapping:verify`; the tests run them. */
export const verifyMappingExamples: TemplateExample[] = [
  {
    description:
      'Really opens an environment once; the step fails when AWS refuses',
    example: `steps:
  - id: verify
    name: Verify the AWS role
    action: esc-trust:mapping:verify
    input:
      organization: acme
      project: payments
      environment: prod
`,
  },
  {
    description: 'The task goes on when AWS refuses, and tells of the gate',
    example: `steps:
  - id: verify
    name: Verify the AWS role
    action: esc-trust:mapping:verify
    input:
      mappingId: 5e0f1d1a-7f3c-4b39-9a53-0f7b6a5c9d10
      allowFailure: true
`,
  },
];

/** Creates `esc-trust:mapping:verify`. */
export function createVerifyMappingAction(options: ActionOptions) {
  return createTemplateAction({
    id: 'esc-trust:mapping:verify',
    description:
      'Really opens an environment in Pulumi Cloud and records whether AWS lets its login in. Every provider in the environment runs, those of other clouds too; no value is read. Needs an access token for openings in the portal’s configuration.',
    examples: verifyMappingExamples,
    supportsDryRun: true,
    schema: {
      input: {
        ...mappingInput,
        allowFailure: z =>
          z
            .boolean()
            .optional()
            .describe('True goes on when AWS refuses. Default false'),
      },
      output: {
        mappingId: z => z.string().describe('The mapping'),
        outcome: z =>
          z
            .string()
            .optional()
            .describe('success or failure; absent in a dry run'),
        gate: z =>
          z
            .string()
            .optional()
            .describe('Of a failure: what stopped the login, when known'),
        message: z => z.string().optional().describe('Of a failure: why'),
        openedBy: z =>
          z
            .string()
            .optional()
            .describe('Login of the Pulumi user who opened it, when known'),
      },
    },
    async handler(ctx) {
      const api = await UserApi.of(ctx, options);
      const { id, environment } = await findMapping(api, ctx.input);
      const name = stringifyEnvironmentRef(environment);
      if (ctx.isDryRun) {
        ctx.logger.info(`Would open ${name}: every provider in it would run`);
        putOut(ctx, { mappingId: id });
        return;
      }
      ctx.logger.info(`Opens ${name}: every provider in it runs`);
      // A step that runs again doesn't open it again.
      const kept = await ctx.checkpoint({
        key: `verify:${namedMapping(ctx.input)}`,
        fn: async () => {
          const { lastVerified } = await api.call((client, callOptions) =>
            client.verifyMapping(id, callOptions),
          );
          if (lastVerified?.outcome === 'failure' && !ctx.input.allowFailure) {
            // Not kept: a retried task tries again.
            throw new Error(lastVerified.message);
          }
          return JSON.stringify(lastVerified);
        },
      });
      const { outcome, gate, message, openedBy }: Verification =
        JSON.parse(kept);
      ctx.logger.info(
        outcome === 'success'
          ? `AWS lets ${name} in${openedBy ? `, opened by ${openedBy}` : ''}`
          : `${message}`,
      );
      putOut(ctx, { mappingId: id, outcome, gate, message, openedBy });
    },
  });
}
