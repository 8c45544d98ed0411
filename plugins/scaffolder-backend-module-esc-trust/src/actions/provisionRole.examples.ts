import { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** Examples of `esc-trust:role:provision`; the tests run them. */
export const provisionRoleExamples: TemplateExample[] = [
  {
    description: 'A role that may read S3, for one environment',
    example: `steps:
  - id: provision
    name: Provision the AWS role
    action: esc-trust:role:provision
    input:
      organization: acme
      project: payments
      environment: prod
      accountId: '111111111111'
      ownerRef: group:default/payments-team
      entityRef: component:default/payments-api
      managedPolicyArns:
        - arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
`,
  },
  {
    description: 'A role without permissions, to be granted elsewhere',
    example: `steps:
  - id: provision
    name: Provision the AWS role
    action: esc-trust:role:provision
    input:
      organization: acme
      project: payments
      environment: staging
      accountId: '111111111111'
      ownerRef: group:default/payments-team
`,
  },
];
