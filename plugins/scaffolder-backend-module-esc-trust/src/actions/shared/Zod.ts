import { TemplateActionOptions } from '@backstage/plugin-scaffolder-node';

type Schema = NonNullable<
  NonNullable<TemplateActionOptions['schema']>['input']
>;

/** The zod that the scaffolder builds schemas with. */
export type Zod = Parameters<Schema[string]>[0];
