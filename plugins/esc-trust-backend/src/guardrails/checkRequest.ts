import {
  isLoginPath,
  parseLoginDuration,
  ProvisionRequest,
  PULUMI_NAME_PATTERN,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { check } from './check';
import { checkTags } from './checkTags';
import {
  checkBoundary,
  checkManagedPolicies,
  checkSessionPolicies,
} from './checkPolicies';
import { readInlinePolicy } from './inlineDocument';
import { KNOWN_SUBJECT_ATTRIBUTES } from './subjectAttributes';

/** A tag's longest value: the portal tags with these names. */
const LONGEST_TAG_VALUE = 256;

/**
 * Checks every name and limit that AWS or Pulumi Cloud would refuse, so that
 * nothing is written before all of a request is known to be well formed.
 *
 * @remarks
 * Limits: the IAM API model (names, descriptions, durations, tags, policies), and
 * the schema of Pulumi's aws-login. That the trust policy keeps its quota is
 * known only when it is merged.
 *
 * @throws InputError with one sentence that says what to change
 */
export function checkRequest(
  request: ProvisionRequest,
  config: Pick<EscTrustConfig, 'accounts' | 'provisioning'>,
): void {
  const { provisioning } = config;
  const { accountId, role = {} } = request;
  checkNames(request);
  checkRole(role);
  const account = {
    accountId,
    partition: config.accounts.find(a => a.accountId === accountId)?.partition,
  };
  checkManagedPolicies(
    role.managedPolicyArns ?? [],
    account,
    provisioning.managedPoliciesPerRole,
  );
  checkBoundary(role.permissionsBoundaryArn, account);
  if (role.inlinePolicy !== undefined) {
    readInlinePolicy(role.inlinePolicy);
  }
  checkTags(role.tags ?? {}, provisioning.fixedTags);
  checkLogin(request.login ?? {});
  checkSessionPolicies(request.login?.policyArns ?? [], account);
}

function checkNames({ environment, accountId, ownerRef }: ProvisionRequest) {
  for (const [part, name] of Object.entries(environment)) {
    check(
      PULUMI_NAME_PATTERN.test(name),
      `The ${
        part === 'name' ? 'environment name' : part
      } "${name}" is not valid: use letters, digits, hyphens, underscores and periods`,
    );
  }
  check(
    /^\d{12}$/.test(accountId),
    `The account "${accountId}" is not valid: use its 12 digits`,
  );
  for (const [what, text] of [
    ['environment', stringifyEnvironmentRef(environment)],
    ['owner', ownerRef],
  ]) {
    check(
      text.length <= LONGEST_TAG_VALUE,
      `The ${what} ${text} is too long: the tag esc-trust:${what} takes ${LONGEST_TAG_VALUE} characters`,
    );
  }
}

function checkRole(role: NonNullable<ProvisionRequest['role']>): void {
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
  const maximum = role.maxSessionDuration ?? 3600;
  check(
    Number.isInteger(maximum) && maximum >= 3600 && maximum <= 43200,
    `The maximum session duration ${maximum} is not valid: AWS takes 3600 to 43200 seconds`,
  );
}

function checkLogin(login: NonNullable<ProvisionRequest['login']>): void {
  check(
    isLoginPath(login.path ?? 'aws.login'),
    `The login path "${login.path}" is not valid: use plain keys such as aws.login`,
  );
  const attributes = login.subjectAttributes ?? ['currentEnvironment.name'];
  const unknown = attributes.find(
    attribute => !KNOWN_SUBJECT_ATTRIBUTES.includes(attribute),
  );
  check(
    unknown === undefined,
    `The subject attribute "${unknown}" is not valid: choose among ${KNOWN_SUBJECT_ATTRIBUTES.join(
      ', ',
    )}`,
  );
  check(
    new Set(attributes).size === attributes.length,
    'The subject attributes are not valid: list each one once',
  );
  check(
    attributes.includes('currentEnvironment.name'),
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
