/**
 * The name of a role, without account and path.
 *
 * @param arn - the role's ARN, such as `arn:aws:iam::111111111111:role/team/deploy`
 */
export function roleName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
