import { JsonObject } from '@backstage/types';

/** A template with one step, whose outputs are the template's. */
export function actionTemplate(
  name: string,
  { action, input }: { action: string; input: JsonObject },
): JsonObject {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name, title: name },
    spec: {
      owner: 'group:default/payments-team',
      type: 'test',
      parameters: {},
      steps: [{ id: 'run', name, action, input }],
      output: { result: '${{ steps.run.output }}' },
    },
  };
}
