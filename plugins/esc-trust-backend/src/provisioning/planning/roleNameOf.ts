/** The name in a role's ARN, which stands behind its path. */
export function roleNameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}

/** The path in a role's ARN, such as `/pulumi-esc/`. */
export function rolePathOf(roleArn: string): string {
  return roleArn.slice(
    roleArn.indexOf(':role/') + ':role'.length,
    roleArn.lastIndexOf('/') + 1,
  );
}
