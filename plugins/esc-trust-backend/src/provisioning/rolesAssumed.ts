import { CallerState } from '../aws/AwsAccount';

/** The names of the roles that the portal assumes for reads and writes. */
export function rolesAssumed(...callers: CallerState[]): string[] {
  return callers.flatMap(({ arn }) => roleOfSession(arn) ?? []);
}

/** `arn:aws:sts::<account>:assumed-role/<name>/<session>` */
function roleOfSession(arn: string): string | undefined {
  return /^arn:[\w-]+:sts::\d{12}:assumed-role\/([^/]+)\//.exec(arn)?.[1];
}
