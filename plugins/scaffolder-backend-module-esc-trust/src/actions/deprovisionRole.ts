import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { createMappingOperationAction } from './mappingOperation';
import { ActionOptions } from './shared/UserApi';

/** Examples of `esc-trust:role:deprovision`; the tests run them. */
export const deprovisionRoleExamples: TemplateExample[] = [
  {
    description: 'Takes the AWS role of an environment away',
    example: `steps:
  - id: remove
    name: Remove the AWS role
    action: esc-trust:role:deprovision
    input:
      organization: acme
      project: payments
      environment: prod
`,
  },
  {
    description: 'Of an environment with several logins: one of them',
    example: `steps:
  - id: remove
    name: Remove the AWS role
    action: esc-trust:role:deprovision
    input:
      organization: acme
      project: payments
      environment: prod
      loginPath: aws.reporting
`,
  },
  {
    description: 'Only the plan, by the id of the mapping',
    example: `steps:
  - id: plan
    name: Plan the removal
    action: esc-trust:role:deprovision
    input:
      mappingId: 5e0f1d1a-7f3c-4b39-9a53-0f7b6a5c9d10
      dryRun: true
`,
  },
];

/** Creates `esc-trust:role:deprovision`. */
export function createDeprovisionRoleAction(options: ActionOptions) {
  return createMappingOperationAction(
    {
      id: 'esc-trust:role:deprovision',
      kind: 'deprovision',
      description:
        "Takes an environment's AWS role away: the login out of its definition and its statement out of the trust policy. The role is deleted when the portal created it and nothing else uses it.",
      examples: deprovisionRoleExamples,
    },
    options,
  );
}
