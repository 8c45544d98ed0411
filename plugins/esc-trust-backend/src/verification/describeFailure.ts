import {
  AwsLogin,
  EnvironmentRef,
  TrustReport,
  Verification,
} from '@internal/backstage-plugin-esc-trust-common';
import { PulumiDiagnostic } from '../pulumi/diagnostics';
import { readStsRefusal } from './stsErrors';

/**
 * What is recorded of an opening that failed.
 *
 * @remarks
 * What Pulumi says may quote a value, and more people read mappings than
 * environments: beside AWS's own words only line numbers are kept.
 *
 * @param errors - Pulumi's
 * @param subject - the mapping's login, and all logins of the definition
 * @param report - the state of both sides by now
 */
export function describeFailure(
  errors: PulumiDiagnostic[],
  subject: {
    environment: EnvironmentRef;
    loginPath: string;
    logins: AwsLogin[];
  },
  report: TrustReport,
): Pick<Verification, 'gate' | 'message'> {
  const own = errors.filter(error => isAboutLogin(error, subject));
  for (const { summary } of own) {
    const refusal = readStsRefusal(String(summary ?? ''), report);
    if (refusal) {
      return {
        ...refusal,
        message: `AWS refuses the login ${subject.loginPath}: ${refusal.message}`,
      };
    }
  }
  const where = placesOf(own.length > 0 ? own : errors, subject.environment);
  return {
    message: `${
      own.length > 0
        ? `Pulumi can't open the login ${subject.loginPath}`
        : `The environment can't be opened, but not because of the login ${subject.loginPath}`
    }${where}: open it in Pulumi Cloud to read why`,
  };
}

function isAboutLogin(
  { path, range }: PulumiDiagnostic,
  { environment, loginPath, logins }: Parameters<typeof describeFailure>[1],
): boolean {
  if (isElsewhere(range?.environment, environment)) {
    return false;
  }
  if (typeof path !== 'string') {
    return logins.length === 1;
  }
  const below = path.replace(/^values\./, '');
  // What follows may be an input of the login, written in one way or another.
  return (
    below.startsWith(loginPath) && !/^\w/.test(below.slice(loginPath.length))
  );
}

/** Imports have errors too; older answers name no environment. */
function isElsewhere(
  name: string | undefined,
  environment: EnvironmentRef,
): boolean {
  const own = `${environment.project}/${environment.name}`;
  return Boolean(name) && name !== own && name !== environment.name;
}

function placesOf(errors: PulumiDiagnostic[], own: EnvironmentRef): string {
  const lines = errors
    .filter(({ range }) => !isElsewhere(range?.environment, own))
    .map(({ range }) => range?.begin?.line)
    .filter(line => Number.isInteger(line));
  return lines.length > 0
    ? ` (line ${[...new Set(lines)].slice(0, 5).join(', ')})`
    : '';
}
