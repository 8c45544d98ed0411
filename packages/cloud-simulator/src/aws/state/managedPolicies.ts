import { uniqueId } from '../uniqueIds';
import { awsManagedPolicyNames, awsPolicyDocument } from './awsPolicyDocuments';

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
  readonly document: string;
  /** Policies of AWS services can't be attached to other roles. */
  readonly attachable: boolean;
  readonly createDate: Date;
}

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
    document: awsPolicyDocument(pathAndName),
    attachable: !pathAndName.startsWith('aws-service-role/'),
    createDate: new Date('2015-02-06T18:39:48Z'),
  };
  cache.set(arn, policy);
  return policy;
}
