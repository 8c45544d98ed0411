const allow = (actions: string | string[], over: object = {}) => ({
  Effect: 'Allow',
  Action: actions,
  Resource: '*',
  ...over,
});

const serviceActions: Record<string, string[]> = {
  AmazonDynamoDBFullAccess: ['dynamodb:*', 'cloudwatch:GetMetricData'],
  AmazonDynamoDBReadOnlyAccess: [
    'dynamodb:BatchGetItem',
    'dynamodb:Describe*',
    'dynamodb:List*',
    'dynamodb:GetItem',
    'dynamodb:Query',
    'dynamodb:Scan',
  ],
  AmazonEC2ContainerRegistryPowerUser: [
    'ecr:GetAuthorizationToken',
    'ecr:BatchGetImage',
    'ecr:InitiateLayerUpload',
    'ecr:UploadLayerPart',
    'ecr:CompleteLayerUpload',
    'ecr:PutImage',
  ],
  AmazonEC2ContainerRegistryReadOnly: [
    'ecr:GetAuthorizationToken',
    'ecr:BatchGetImage',
    'ecr:DescribeImages',
    'ecr:ListImages',
  ],
  AmazonEC2FullAccess: [
    'ec2:*',
    'elasticloadbalancing:*',
    'cloudwatch:*',
    'autoscaling:*',
  ],
  AmazonEC2ReadOnlyAccess: ['ec2:Describe*', 'elasticloadbalancing:Describe*'],
  AmazonRDSFullAccess: ['rds:*', 'cloudwatch:ListMetrics'],
  AmazonRDSReadOnlyAccess: ['rds:Describe*', 'rds:ListTagsForResource'],
  AmazonS3FullAccess: ['s3:*', 's3-object-lambda:*'],
  AmazonS3ReadOnlyAccess: [
    's3:Get*',
    's3:List*',
    's3:Describe*',
    's3-object-lambda:Get*',
    's3-object-lambda:List*',
  ],
  AmazonSNSFullAccess: ['sns:*'],
  AmazonSQSFullAccess: ['sqs:*'],
  AmazonSQSReadOnlyAccess: [
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:ListQueues',
  ],
  AmazonSSMReadOnlyAccess: ['ssm:Describe*', 'ssm:Get*', 'ssm:List*'],
  AWSLambda_FullAccess: ['lambda:*', 'iam:ListRoles', 'logs:DescribeLogGroups'],
  AWSLambda_ReadOnlyAccess: ['lambda:Get*', 'lambda:List*'],
  CloudWatchFullAccess: ['cloudwatch:*', 'logs:*', 'sns:*'],
  CloudWatchLogsReadOnlyAccess: ['logs:Describe*', 'logs:Get*', 'logs:List*'],
  CloudWatchReadOnlyAccess: [
    'cloudwatch:Describe*',
    'cloudwatch:Get*',
    'cloudwatch:List*',
  ],
  IAMFullAccess: [
    'iam:*',
    'organizations:DescribeAccount',
    'organizations:DescribeOrganization',
    'organizations:DescribeOrganizationalUnit',
    'organizations:DescribePolicy',
    'organizations:ListChildren',
    'organizations:ListParents',
    'organizations:ListPoliciesForTarget',
    'organizations:ListRoots',
    'organizations:ListPolicies',
    'organizations:ListTargetsForPolicy',
  ],
  IAMReadOnlyAccess: [
    'iam:GenerateCredentialReport',
    'iam:GenerateServiceLastAccessedDetails',
    'iam:Get*',
    'iam:List*',
    'iam:SimulateCustomPolicy',
    'iam:SimulatePrincipalPolicy',
  ],
  ReadOnlyAccess: [
    'cloudwatch:Describe*',
    'cloudwatch:Get*',
    'dynamodb:Describe*',
    'dynamodb:Get*',
    'dynamodb:Query',
    'ec2:Describe*',
    'ec2:Get*',
    'iam:Generate*',
    'iam:Get*',
    'iam:List*',
    'lambda:Get*',
    'lambda:List*',
    'logs:Describe*',
    'logs:Get*',
    's3:Get*',
    's3:List*',
    'sts:GetCallerIdentity',
  ],
  SecretsManagerReadWrite: ['secretsmanager:*', 'kms:DescribeKey'],
  SecurityAudit: ['ec2:Describe*', 'iam:Get*', 'iam:List*', 's3:GetBucket*'],
  'aws-service-role/AWSOrganizationsServiceTrustPolicy': [
    'iam:CreateServiceLinkedRole',
  ],
  'job-function/DatabaseAdministrator': ['dynamodb:*', 'rds:*', 'redshift:*'],
  'job-function/ViewOnlyAccess': ['ec2:Describe*', 'iam:List*', 's3:ListAll*'],
};

/**
 * Documents of AWS's policies by path and name, in the shape that AWS gives
 * them. Many are cut short: ReadOnlyAccess has more than a thousand actions.
 */
const statements: Record<string, object[]> = {
  AdministratorAccess: [allow('*')],
  PowerUserAccess: [
    allow([], {
      Action: undefined,
      NotAction: ['iam:*', 'organizations:*', 'account:*'],
    }),
    allow([
      'account:GetAccountInformation',
      'account:GetPrimaryEmail',
      'account:ListRegions',
      'iam:CreateServiceLinkedRole',
      'iam:DeleteServiceLinkedRole',
      'iam:ListRoles',
      'organizations:DescribeOrganization',
    ]),
  ],
  ...Object.fromEntries(
    Object.entries(serviceActions).map(([name, actions]) => [
      name,
      [allow(actions)],
    ]),
  ),
};

/** A few of the policies that AWS keeps in every account, by path and name. */
export const awsManagedPolicyNames: readonly string[] = Object.keys(statements);

/** The document of one of them. */
export function awsPolicyDocument(pathAndName: string): string {
  return JSON.stringify(
    { Version: '2012-10-17', Statement: statements[pathAndName] },
    undefined,
    4,
  );
}
