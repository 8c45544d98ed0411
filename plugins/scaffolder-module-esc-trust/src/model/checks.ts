import {
  EnvironmentRef,
  ProvisioningOptions,
  PULUMI_NAME_PATTERN,
  stringifyEnvironmentRef,
  SUBJECT_ATTRIBUTES,
} from '@internal/backstage-plugin-esc-trust-common';
import { Translate } from '../translation';
import { missingAccounts, offeredAccounts } from './accounts';
import { choicesFor } from './choices';
import { allowedProjects } from './environments';
import { areAllowedTogether, isAllowedPolicy } from './policies';
import { Selection } from './selection';

// The same rules as the server's, so that nobody fills in a whole form for
// nothing. The server checks everything again.

/** What a check needs besides the value. */
export interface CheckContext {
  t: Translate;
  /** Absent while nobody knows them: then only the form of a value is checked. */
  options?: ProvisioningOptions;
  /** Of the other fields. */
  selection: Selection;
}

/** The portal tags with names of environments. */
const LONGEST_TAG_VALUE = 256;

/** The parts of an environment, as a form holds them while it is filled in. */
export type EnvironmentParts = Partial<
  Record<'organization' | 'project' | 'name', string>
>;

/** @returns a sentence about a name that Pulumi Cloud would refuse */
export function checkName(name: string, t: Translate): string | undefined {
  return PULUMI_NAME_PATTERN.test(name)
    ? undefined
    : t('environment.invalid', { name });
}

/** What is wrong with an environment, and with which part of it. */
export interface EnvironmentProblem {
  part: keyof EnvironmentParts;
  sentence: string;
}

/**
 * @param value - what the field holds
 * @param context - `isExisting`: of an environment that nothing new is
 *   provisioned for, so that no rule about provisioning applies
 * @returns the first problem, with a sentence that says what to change
 */
export function environmentProblem(
  value: EnvironmentParts,
  context: CheckContext & { isExisting?: boolean },
): EnvironmentProblem | undefined {
  const { t } = context;
  const { organization, project, name } = value;
  if (!organization) {
    const sentence = t('environment.missingOrganization');
    return { part: 'organization', sentence };
  }
  if (!project) {
    return { part: 'project', sentence: t('environment.missingProject') };
  }
  if (!name) {
    return { part: 'name', sentence: t('environment.missingName') };
  }
  const environment = { organization, project, name };
  for (const part of ['organization', 'project', 'name'] as const) {
    const sentence = checkName(environment[part], t);
    if (sentence) {
      return { part, sentence };
    }
  }
  const text = stringifyEnvironmentRef(environment);
  if (text.length > LONGEST_TAG_VALUE) {
    const sentence = t('environment.tooLong', { environment: text });
    return { part: 'name', sentence };
  }
  const sentence = checkProject(environment, context);
  return sentence ? { part: 'project', sentence } : undefined;
}

function checkProject(
  { organization, project }: EnvironmentRef,
  context: CheckContext & { isExisting?: boolean },
): string | undefined {
  const { t, options, selection, isExisting } = context;
  const { ownerRef } = selection;
  const environment = { organization, project };
  if (
    !options ||
    isExisting ||
    choicesFor(options, { ownerRef, environment }).length > 0
  ) {
    return undefined;
  }
  const allowed = allowedProjects(options, ownerRef);
  const where = { project: `${organization}/${project}`, allowed };
  if (!ownerRef) {
    return allowed ? t('environment.notAllowed', where) : t('options.none');
  }
  return allowed
    ? t('environment.notAllowedOwner', { ...where, owner: ownerRef })
    : t('environment.ownerWithout', { owner: ownerRef });
}

/** @returns a sentence that says what to change */
export function checkAccount(
  accountId: string | undefined,
  { t, options, selection }: CheckContext,
): string | undefined {
  if (!/^\d{12}$/.test(accountId ?? '')) {
    return t('account.invalid', { accountId: accountId ?? '' });
  }
  if (
    !options ||
    offeredAccounts(options, selection).some(a => a.accountId === accountId)
  ) {
    return undefined;
  }
  const known = [{ accountId: accountId!, partition: '' }];
  const { reason } = missingAccounts(options, known, selection).find(
    missing => missing.accountId === accountId,
  )!;
  return t(`account.notOffered.${reason}`, { accountId: accountId! });
}

/** @returns a sentence that says what to change */
export function checkSubjectAttributes(
  attributes: string[],
  { t, options }: CheckContext,
): string | undefined {
  // An empty list isn't sent: the server takes its default instead.
  if (attributes.length === 0) {
    return undefined;
  }
  const known: readonly string[] = SUBJECT_ATTRIBUTES;
  const unknown = attributes.find(attribute => !known.includes(attribute));
  if (unknown !== undefined) {
    return t('attributes.unknown', { attribute: unknown });
  }
  if (new Set(attributes).size < attributes.length) {
    return t('attributes.twice');
  }
  const missing = requiredAttributes(options).find(
    attribute => !attributes.includes(attribute),
  );
  if (missing !== undefined) {
    return t('attributes.missing', { attribute: missing });
  }
  const inexact = options
    ? attributes.find(a => !options.login.subjectAttributes.includes(a))
    : undefined;
  return inexact === undefined
    ? undefined
    : t('attributes.cannotBeExact', { attribute: inexact });
}

/** What a request that names no subject attributes gets. */
export function requiredAttributes(options?: ProvisioningOptions): string[] {
  return (
    options?.login.requiredSubjectAttributes ?? ['currentEnvironment.name']
  );
}

/** AWS's own policies, and those of an account. */
const POLICY_ARN =
  /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/(?:[!-~]+\/)?[\w+=,.@-]{1,128}$/;

/** @returns a sentence about one policy that can't be chosen */
export function checkPolicy(
  arn: string,
  { t, options, selection }: CheckContext,
): string | undefined {
  const match = POLICY_ARN.exec(arn);
  if (!match || arn.length > 2048) {
    return t('policies.invalid', { arn });
  }
  const { accountId } = selection;
  if (accountId && match[1] !== 'aws' && match[1] !== accountId) {
    return t('policies.foreignAccount', { arn, accountId });
  }
  return options && !isAllowedPolicy(arn, options, selection)
    ? t('policies.notAllowed', { arn })
    : undefined;
}

/** @returns a sentence that says what to change */
export function checkManagedPolicies(
  arns: string[],
  context: CheckContext,
): string | undefined {
  const { t, options, selection } = context;
  const refused = arns.map(arn => checkPolicy(arn, context)).find(Boolean);
  if (refused) {
    return refused;
  }
  // AWS tells policies apart without regard to case.
  const keys = arns.map(arn => arn.toLocaleLowerCase('en-US'));
  const twice = keys.findIndex((key, at) => keys.indexOf(key) < at);
  if (twice >= 0) {
    return t('policies.twice', { arn: arns[twice] });
  }
  if (!options) {
    return undefined;
  }
  const limit = options.role.managedPolicies;
  if (arns.length > limit) {
    return t('policies.tooMany', {
      chosen: String(arns.length),
      limit: String(limit),
    });
  }
  return arns.length === 0 || areAllowedTogether(arns, options, selection)
    ? undefined
    : t('policies.notTogether');
}
