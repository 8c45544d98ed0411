import { accounts, paymentsPairs, platformPair, roleArnOf } from './story';

const arns = new Map(
  [...paymentsPairs, platformPair].map(pair => [
    `${pair.environment.project}/${pair.environment.name}`,
    roleArnOf(pair),
  ]),
);

/** What most environments do with their login. */
const variables = `  environmentVariables:
    AWS_ACCESS_KEY_ID: \${aws.login.accessKeyId}
    AWS_SECRET_ACCESS_KEY: \${aws.login.secretAccessKey}
    AWS_SESSION_TOKEN: \${aws.login.sessionToken}
    AWS_REGION: \${aws.region}`;

/** The definitions by `project/name`. */
export const definitions: Readonly<Record<string, string>> = {
  'payments/base': `# What every environment of the payments team shares. No credentials here.
values:
  team: payments
  aws:
    region: eu-central-1
  logging:
    level: info
`,
  'payments/prod-api': `# Production of the payments API. Changes go through review.
imports:
  - payments/base
values:
  aws:
    login:
      fn::open::aws-login:
        oidc:
          roleArn: ${arns.get('payments/prod-api')}
          sessionName: payments-prod-api
          duration: 1h
          # The subject names this environment, however it is opened.
          subjectAttributes:
            - currentEnvironment.name
${variables}
  pulumiConfig:
    aws:region: \${aws.region}
`,
  'payments/dev-api': `# Set up with the guide "Configuring OpenID Connect for AWS".
imports:
  - payments/base
values:
  aws:
    login:
      fn::open::aws-login:
        oidc:
          duration: 1h
          roleArn: ${arns.get('payments/dev-api')}
          sessionName: pulumi-environments-session
${variables}
`,
  'payments/reporting': `# Monthly reports read from the data lake.
imports:
  - payments/base
values:
  aws:
    login:
      fn::open::aws-login:
        oidc:
          roleArn: ${arns.get('payments/reporting')}
          sessionName: payments-reporting
          duration: 1h
${variables}
    REPORT_BUCKET: acme-payments-reports
`,
  'payments/prod-console': `# Break-glass access to production, for the person on call.
imports:
  - payments/base
values:
  aws:
    login:
      fn::open::aws-login:
        oidc:
          roleArn: ${arns.get('payments/prod-console')}
          sessionName: payments-prod-console
          duration: 1h
          subjectAttributes:
            - currentEnvironment.name
            - pulumi.user.login
${variables}
`,
  'payments/staging-api': `# Called payments/staging until last quarter.
imports:
  - payments/base
values:
  aws:
    login:
      fn::open::aws-login:
        oidc:
          roleArn: ${arns.get('payments/staging-api')}
          sessionName: payments-staging-api
          duration: 1h
${variables}
`,
  'payments/experiments': `# Throw-away stacks in the sandbox account.
values:
  aws:
    region: eu-central-1
    login:
      fn::open::aws-login:
        oidc:
          roleArn: ${arns.get('payments/experiments')}
          sessionName: payments-experiments
          duration: 1h
          subjectAttributes:
            - currentEnvironment.name
${variables}
`,
  'default/payments-legacy': `# From before projects existed; still in the project "default".
values:
  aws:
    region: eu-west-1
    login:
      fn::open::aws-login:
        oidc:
          roleArn: ${arns.get('default/payments-legacy')}
          sessionName: payments-legacy
          duration: 1h
${variables}
`,
  'payments/nightly-batch': `# Settles the day's transactions; runs from 01:00 UTC.
imports:
  - payments/base
values:
  aws:
    login:
      fn::open::aws-login:
        oidc:
          roleArn: ${arns.get('payments/nightly-batch')}
          sessionName: payments-nightly-batch
          subjectAttributes:
            - currentEnvironment.name
${variables}
`,
  'payments/multi-region': `# One definition for all regions; the account is a value like any other.
imports:
  - payments/base
values:
  aws:
    accountId: '${accounts.prod}'
    login:
      fn::open::aws-login:
        oidc:
          roleArn: arn:aws:iam::\${aws.accountId}:role/payments-multi-region
          sessionName: payments-multi-region
          duration: 1h
          subjectAttributes:
            - currentEnvironment.name
${variables}
`,
  'payments/checkout': `# New: has no AWS login yet.
imports:
  - payments/base
values:
  environmentVariables:
    FEATURE_FLAGS: express-checkout
`,
  'platform/shared-network': `# VPCs and transit gateways of all teams.
values:
  aws:
    region: eu-central-1
    login:
      fn::open::aws-login:
        oidc:
          roleArn: ${arns.get('platform/shared-network')}
          sessionName: platform-shared-network
          duration: 1h
          subjectAttributes:
            - currentEnvironment.name
${variables}
`,
};
