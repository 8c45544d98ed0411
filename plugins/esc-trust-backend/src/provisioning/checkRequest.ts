import { InputError } from '@backstage/errors';
import {
  isLoginPath,
  parseLoginDuration,
  ProvisionRequest,
  PULUMI_NAME_PATTERN,
} from '@internal/backstage-plugin-esc-trust-common';

/**
 * Checks every name and limit that AWS or Pulumi Cloud would refuse, so that
 * nothing is written before all of a request is known to be well formed.
 *
 * @remarks
 * Limits: the IAM API model (role names, descriptions, session durations) and
 * the schema of Pulumi's aws-login.
 *
 * @throws InputError with one sentence that says what to change
 */
export function checkRequest(request: ProvisionRequest): void {
  const { environment, role = {}, login = {} } = request;
  for (const [part, name] of Object.entries(environment)) {
    check(
      PULUMI_NAME_PATTERN.test(name),
      `The ${
        part === 'name' ? 'environment name' : part
      } "${name}" is not valid: use letters, digits, hyphens, underscores and periods`,
    );
  }
  if (role.name !== undefined) {
    check(
      /^[\w+=,.@-]{1,64}$/.test(role.name),
      `The role name "${role.name}" is not valid: use at most 64 letters, digits and +=,.@-_`,
    );
  }
  check(
    /^[\t\n\r\x20-\x7e\xa1-\xff]{0,1000}$/.test(role.description ?? ''),
    'The role description is not valid: AWS takes at most 1,000 Latin-1 characters',
  );
  for (const arn of role.managedPolicyArns ?? []) {
    check(
      /^arn:[a-z-]+:iam::(aws|\d{12}):policy\/[\w+=,.@/-]+$/.test(arn),
      `"${arn}" is not the ARN of a managed policy`,
    );
  }
  const maximum = role.maxSessionDuration;
  check(
    maximum === undefined || (maximum >= 3600 && maximum <= 43200),
    `The maximum session duration ${maximum} is not valid: AWS takes 3600 to 43200 seconds`,
  );
  check(
    isLoginPath(login.path ?? 'aws.login'),
    `The login path "${login.path}" is not valid: use plain keys such as aws.login`,
  );
  check(
    login.subjectAttributes?.includes('currentEnvironment.name') ?? true,
    'The subject attributes must include currentEnvironment.name: without it any environment of the organization could take the role',
  );
  check(
    /^[\w+=,.@-]{2,64}$/.test(login.sessionName ?? 'default'),
    `The session name "${login.sessionName}" is not valid: use 2 to 64 letters, digits and +=,.@-_`,
  );
  const seconds = parseLoginDuration(login.duration ?? '1h');
  check(
    seconds !== undefined && seconds >= 900 && seconds <= 43200,
    `The duration "${login.duration}" is not valid: use 15m to 12h, such as 1h30m`,
  );
}

function check(holds: boolean, message: string): void {
  if (!holds) {
    throw new InputError(message);
  }
}
