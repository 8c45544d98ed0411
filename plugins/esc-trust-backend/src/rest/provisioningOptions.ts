import {
  escTrustRoleProvisionPermission,
  OwnerProvisioningOptions,
  ProvisioningChoice,
  ProvisioningOptions,
} from '@internal/backstage-plugin-esc-trust-common';
import { CallerReader } from '../access/CallerReader';
import {
  belongsTo,
  Caller,
  requireMembership,
  sameRef,
} from '../access/ownership';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { ProvisioningAllowance } from '../config/readProvisioningConfig';
import { fillInArn } from '../guardrails/policyArns';
import {
  EXACT_SUBJECT_ATTRIBUTES,
  REQUIRED_SUBJECT_ATTRIBUTES,
} from '../guardrails/subjectAttributes';
import { ApiRouter } from './ApiRouter';

/** `/provisioning-options`. */
export function addProvisioningOptionsRoutes(
  router: ApiRouter,
  options: { callers: CallerReader; config: EscTrustConfig },
): void {
  const { callers, config } = options;

  router.get('/provisioning-options', async (req, res) => {
    const caller = await callers.requireUser(req);
    await callers.require(caller.credentials, escTrustRoleProvisionPermission);
    res.json(provisioningOptions(config, caller, req.query.ownerRef));
  });
}

/**
 * What a user may choose, from the configuration alone. Of owners that the user
 * doesn't belong to it tells nothing, not even that they are configured.
 *
 * @throws NotAllowedError for such an owner
 */
export function provisioningOptions(
  config: EscTrustConfig,
  caller: Caller,
  ownerRef?: string,
): ProvisioningOptions {
  if (ownerRef !== undefined) {
    requireMembership(caller, ownerRef);
  }
  const { provisioning } = config;
  const own = provisioning.allow.filter(
    entry =>
      belongsTo(caller, entry.ownerRef) &&
      (ownerRef === undefined || sameRef(entry.ownerRef, ownerRef)),
  );
  const ownerRefs = [...new Set(own.map(entry => entry.ownerRef))];
  const owners = ownerRefs.map(
    (ref): OwnerProvisioningOptions => ({
      ownerRef: ref,
      choices: own
        .filter(entry => entry.ownerRef === ref)
        .map(entry => choiceOf(entry, config))
        .filter(choice => choice.accounts.length && choice.projects.length),
    }),
  );
  return {
    owners: owners.filter(({ choices }) => choices.length > 0),
    role: {
      path: provisioning.rolePath,
      nameTemplate: provisioning.roleNameTemplate,
      customNames: provisioning.customRoleNames,
      requiredTags: provisioning.requiredTags,
      fixedTags: provisioning.fixedTags,
      managedPolicies: provisioning.managedPoliciesPerRole,
    },
    login: {
      subjectAttributes: [...EXACT_SUBJECT_ATTRIBUTES],
      requiredSubjectAttributes: [...REQUIRED_SUBJECT_ATTRIBUTES],
    },
  };
}

/** Without accounts and organizations that the portal doesn't know. */
function choiceOf(
  entry: ProvisioningAllowance,
  config: EscTrustConfig,
): ProvisioningChoice {
  const rules = { ...config.provisioning.rules, ...entry.rules };
  const { permissionsBoundaryArn: boundary, allowedServices } = rules;
  return {
    accounts: config.accounts
      .filter(({ accountId }) => entry.accounts.includes(accountId))
      .map(account => ({
        accountId: account.accountId,
        ...(account.title ? { title: account.title } : {}),
        ...(boundary
          ? { permissionsBoundaryArn: fillInArn(boundary, account) }
          : {}),
        managedPolicyArns: entry.managedPolicyArns.map(arn =>
          fillInArn(arn, account),
        ),
      })),
    projects: entry.projects
      .map(text => {
        const [organization, project] = text.split('/');
        return { organization, project };
      })
      .filter(({ organization }) =>
        config.organizations.some(({ name }) => name === organization),
      ),
    inlinePolicies: rules.inlinePolicies,
    ...(allowedServices ? { allowedServices } : {}),
    maxSessionDuration: rules.maxSessionDuration,
  };
}
