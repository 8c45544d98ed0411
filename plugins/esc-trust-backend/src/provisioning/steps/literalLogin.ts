import {
  AwsLoginSettings,
  findAwsLogins,
} from '@internal/backstage-plugin-esc-trust-common';

/** A login as it could be written again; undefined when it can't be. */
export function literalLogin(
  yaml: string,
  path: string,
): (AwsLoginSettings & { path: string }) | undefined {
  const found = findAwsLogins(yaml).logins.find(l => l.path === path);
  const literal = <T>(
    input: { literal: T } | { expression: string } | undefined,
  ) => (input && 'literal' in input ? input.literal : undefined);
  const inputs = [found?.duration, found?.policyArns, found?.subjectAttributes];
  if (inputs.some(input => input && !('literal' in input))) {
    return undefined;
  }
  const roleArn = literal(found?.roleArn);
  const sessionName = literal(found?.sessionName);
  if (!roleArn || !sessionName) {
    return undefined;
  }
  return {
    path,
    roleArn,
    sessionName,
    duration: literal(found?.duration),
    policyArns: literal(found?.policyArns),
    subjectAttributes: literal(found?.subjectAttributes),
  };
}
