import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringifyEnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { provisionRoleExamples } from './provisionRole.examples';
import { provisionRoleInput } from './provisionRoleInput';
import { ProvisionInput, toProvisionRequest } from './provisionRequest';
import { operationOutput } from './shared/operationFields';
import { putOut } from './shared/putOut';
import { runOperation } from './shared/runOperation';
import { ActionOptions, UserApi } from './shared/UserApi';

/**
 * Creates `esc-trust:role:provision`: a thin client of the REST API that acts as
 * the signed-in user, so that permissions, ownership and audit are theirs.
 */
export function createProvisionRoleAction(options: ActionOptions) {
  return createTemplateAction({
    id: 'esc-trust:role:provision',
    description:
      'Provisions an AWS role that exactly one Pulumi ESC environment may assume, and configures the environment to use it. Takes everything back when a step fails or the task is cancelled.',
    examples: provisionRoleExamples,
    supportsDryRun: true,
    schema: { input: provisionRoleInput, output: operationOutput },
    async handler(ctx) {
      const api = await UserApi.of(ctx, options);
      const request = toProvisionRequest(ctx.input as ProvisionInput);
      const { accountId, environment, role, login } = request;
      const output = await runOperation(ctx, api, request, [
        accountId,
        role?.name ?? '',
        stringifyEnvironmentRef(environment),
        login?.path ?? '',
      ]);
      putOut(ctx, output);
    },
  });
}
