import { uniqueId } from '../uniqueIds';

/**
 * A managed policy, of AWS or of the customer.
 *
 * @public
 */
export interface SimulatedManagedPolicy {
  readonly arn: string;
  readonly policyName: string;
  readonly path: string;
  readonly policyId: string;
  readonly description?: string;
  /** Of AWS's own policies the simulator knows the names only. */
  readonly document?: string;
  readonly createDate: Date;
}

/** A few of the policies that AWS keeps in every account, by path and name. */
export const awsManagedPolicyNames: readonly string[] = [
  'AdministratorAccess',
  'AmazonDynamoDBFullAccess',
  'AmazonDynamoDBReadOnlyAccess',
  'AmazonEC2ContainerRegistryPowerUser',
  'AmazonEC2ContainerRegistryReadOnly',
  'AmazonEC2FullAccess',
  'AmazonEC2ReadOnlyAccess',
  'AmazonRDSFullAccess',
  'AmazonRDSReadOnlyAccess',
  'AmazonS3FullAccess',
  'AmazonS3ReadOnlyAccess',
  'AmazonSNSFullAccess',
  'AmazonSQSFullAccess',
  'AmazonSQSReadOnlyAccess',
  'AmazonSSMReadOnlyAccess',
  'AWSLambda_FullAccess',
  'AWSLambda_ReadOnlyAccess',
  'CloudWatchFullAccess',
  'CloudWatchLogsReadOnlyAccess',
  'CloudWatchReadOnlyAccess',
  'IAMFullAccess',
  'IAMReadOnlyAccess',
  'PowerUserAccess',
  'ReadOnlyAccess',
  'SecretsManagerReadWrite',
  'SecurityAudit',
  'job-function/DatabaseAdministrator',
  'job-function/ViewOnlyAccess',
];

const cache = new Map<string, SimulatedManagedPolicy>();

/** One of AWS's own policies, in the given partition. */
export function awsManagedPolicy(
  partition: string,
  arn: string,
): SimulatedManagedPolicy | undefined {
  const prefix = `arn:${partition}:iam::aws:policy/`;
  const pathAndName = arn.startsWith(prefix) ? arn.slice(prefix.length) : '';
  if (!awsManagedPolicyNames.includes(pathAndName)) {
    return undefined;
  }
  const known = cache.get(arn);
  if (known) {
    return known;
  }
  const at = pathAndName.lastIndexOf('/') + 1;
  const policy: SimulatedManagedPolicy = {
    arn,
    policyName: pathAndName.slice(at),
    path: `/${pathAndName.slice(0, at)}`,
    policyId: uniqueId('ANPA'),
    createDate: new Date('2015-02-06T18:39:48Z'),
  };
  cache.set(arn, policy);
  return policy;
}
