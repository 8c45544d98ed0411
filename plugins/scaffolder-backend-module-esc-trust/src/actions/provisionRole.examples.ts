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
      role:
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
  {
    description: 'First the plan, then exactly this plan',
    example: `steps:
  - id: plan
    name: Plan the AWS role
    action: esc-trust:role:provision
    input:
      organization: acme
      project: payments
      environment: prod
      accountId: '111111111111'
      ownerRef: group:default/payments-team
      dryRun: true
  - id: provision
    name: Provision the AWS role
    action: esc-trust:role:provision
    input:
      organization: acme
      project: payments
      environment: prod
      accountId: '111111111111'
      ownerRef: group:default/payments-team
      planDigest: \${{ steps.plan.output.planDigest }}
`,
  },
  {
    description: 'Everything that can be chosen',
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
      entityRefs:
        - component:default/payments-api
        - system:default/payments
      role:
        name: payments-prod
        description: Reads the invoices of payments
        managedPolicyArns:
          - arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess
        inlinePolicy:
          Version: '2012-10-17'
          Statement:
            - Effect: Allow
              Action: s3:GetObject
              Resource: arn:aws:s3:::acme-invoices/*
        permissionsBoundaryArn: arn:aws:iam::111111111111:policy/team-boundary
        maxSessionDuration: 7200
        tags:
          cost-center: '4711'
      login:
        path: aws.login
        subjectAttributes: [currentEnvironment.name, pulumi.user.login]
        duration: 1h30m
        sessionName: payments-prod
        policyArns:
          - arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
      configureEnvironment: true
`,
  },
  {
    description: 'A role that is there already, taken over',
    example: `steps:
  - id: adopt
    name: Adopt the AWS role
    action: esc-trust:role:provision
    input:
      organization: acme
      project: payments
      environment: prod
      accountId: '111111111111'
      ownerRef: group:default/payments-team
      adoptRole: true
      role:
        name: payments-prod
`,
  },
];
