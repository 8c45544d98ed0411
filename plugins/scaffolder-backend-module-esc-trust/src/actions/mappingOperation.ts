import {
  createTemplateAction,
  TemplateExample,
} from '@backstage/plugin-scaffolder-node';
import {
  Mapping,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { findMapping, MappingInput, namedMapping } from './shared/findMapping';
import { mappingInput } from './shared/mappingFields';
import { operationInput, operationOutput } from './shared/operationFields';
import { putOut } from './shared/putOut';
import { OperationStepContext, runOperation } from './shared/runOperation';
import { ActionOptions, UserApi } from './shared/UserApi';

/** The part of a mapping that identifies it and its role. */
type Target = Pick<
  Mapping,
  'id' | 'accountId' | 'roleArn' | 'environment' | 'loginPath'
>;

/** Creates an action for the operations on what a mapping names. */
export function createMappingOperationAction(
  description: {
    id: string;
    kind: 'repair' | 'deprovision';
    description: string;
    examples: TemplateExample[];
  },
  options: ActionOptions,
) {
  const { kind, ...rest } = description;
  return createTemplateAction({
    ...rest,
    supportsDryRun: true,
    schema: {
      input: { ...mappingInput, ...operationInput },
      output: operationOutput,
    },
    async handler(ctx) {
      const api = await UserApi.of(ctx, options);
      const { dryRun, planDigest } = ctx.input;
      const target = await findTarget(ctx, api, ctx.input);
      const { id, accountId = '', roleArn = '', environment } = target;
      const output = await runOperation(
        ctx,
        api,
        {
          kind,
          mappingId: id,
          ...(dryRun === undefined ? {} : { dryRun }),
          ...(planDigest ? { planDigest } : {}),
        },
        [
          accountId,
          roleArn.split('/').at(-1) ?? '',
          stringifyEnvironmentRef(environment),
          target.loginPath,
        ],
      );
      putOut(ctx, output);
    },
  });
}

/**
 * Kept for a step that runs again: by then a removal may have taken the mapping
 * away.
 */
async function findTarget(
  ctx: OperationStepContext,
  api: UserApi,
  input: MappingInput & { dryRun?: boolean },
): Promise<Target> {
  const find = async (): Promise<Target> => {
    const found = await findMapping(api, input);
    const { id, accountId, roleArn, environment, loginPath } = found;
    return { id, accountId, roleArn, environment, loginPath };
  };
  if (ctx.isDryRun || input.dryRun) {
    return find();
  }
  const kept = await ctx.checkpoint({
    key: `mapping:${namedMapping(input)}`,
    fn: async () => JSON.stringify(await find()),
  });
  return JSON.parse(kept);
}
