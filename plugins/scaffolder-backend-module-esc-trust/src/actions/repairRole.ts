import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { createMappingOperationAction } from './mappingOperation';
import { ActionOptions } from './shared/UserApi';

/** Examples of `esc-trust:role:repair`; the tests run them. */
export const repairRoleExamples: TemplateExample[] = [
  {
    description: 'Puts the role and the login of an environment right again',
    example: `steps:
  - id: repair
    name: Repair the AWS role
    action: esc-trust:role:repair
    input:
      organization: acme
      project: payments
      environment: prod
`,
  },
  {
    description: 'Only the plan, by the id of the mapping',
    example: `steps:
  - id: plan
    name: Plan the repair
    action: esc-trust:role:repair
    input:
      mappingId: 5e0f1d1a-7f3c-4b39-9a53-0f7b6a5c9d10
      dryRun: true
`,
  },
];

/** Creates `esc-trust:role:repair`. */
export function createRepairRoleAction(options: ActionOptions) {
  return createMappingOperationAction(
    {
      id: 'esc-trust:role:repair',
      kind: 'repair',
      description:
        "Puts a provisioned role and its environment right again: the identity provider, the audience, the portal's own statements back to exactly the subjects that are meant, and the login.",
      examples: repairRoleExamples,
    },
    options,
  );
}
