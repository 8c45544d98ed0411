import { AwsAccountReader } from '../aws/AwsAccount';
import { GetManagedPolicy } from '../guardrails';

/** Reads managed policies, each of them once. */
export function managedPolicyReader(
  account: Pick<AwsAccountReader, 'getManagedPolicy'>,
): GetManagedPolicy {
  const known = new Map<string, ReturnType<GetManagedPolicy>>();
  return arn => {
    const reading = known.get(arn) ?? read(account, arn);
    known.set(arn, reading);
    // An outage passes: the next one asks again.
    reading.catch(() => known.delete(arn));
    return reading;
  };
}

async function read(
  account: Pick<AwsAccountReader, 'getManagedPolicy'>,
  arn: string,
) {
  const policy = await account.getManagedPolicy(arn);
  return policy && { document: JSON.parse(policy.document) };
}
