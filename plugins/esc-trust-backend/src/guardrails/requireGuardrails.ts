import { NotAllowedError } from '@backstage/errors';
import {
  ProposedProvision,
  ProvisioningCheck,
} from '@internal/backstage-plugin-esc-trust-node';
import {
  ProvisioningAllowance,
  ProvisioningConfig,
} from '../config/readProvisioningConfig';
import { refusal, requireAllowance } from './allowance';
import {
  administrativeInlinePolicy,
  inlinePolicies,
  servicesOfInlinePolicy,
} from './inlinePolicies';
import {
  administrativeManagedPolicies,
  allowedManagedPolicies,
  needsDocuments,
  servicesOfManagedPolicies,
} from './managedPolicies';
import { fillInArn } from './policyArns';
import { GetManagedPolicy, readPolicies } from './readPolicies';
import { requireChecks } from './requireChecks';
import {
  fixedTags,
  permissionsBoundary,
  requiredTags,
  roleName,
  rolePath,
  sessionDuration,
} from './roleShape';
import { Guardrail, GuardrailSubject } from './types';

/** About what a role may do. */
const POLICY_GUARDRAILS: Guardrail[] = [
  allowedManagedPolicies,
  inlinePolicies,
  servicesOfInlinePolicy,
  administrativeInlinePolicy,
  servicesOfManagedPolicies,
  administrativeManagedPolicies,
];

/** In the order in which they are asked; the first refusal is told. */
export const GUARDRAILS: Guardrail[] = [
  rolePath,
  roleName,
  permissionsBoundary,
  sessionDuration,
  requiredTags,
  fixedTags,
  ...POLICY_GUARDRAILS,
];

interface GuardrailOptions {
  proposed: ProposedProvision;
  provisioning: ProvisioningConfig;
  getManagedPolicy: GetManagedPolicy;
}

/**
 * Whether the configuration, and then every added check, let something be
 * provisioned. One entry of `allow` has to allow all of it.
 *
 * @throws NotAllowedError that names the rule and the setting
 */
export async function requireGuardrails(
  options: GuardrailOptions & {
    /** From the extension point. */
    checks?: ProvisioningCheck[];
  },
): Promise<void> {
  await requireAll(GUARDRAILS, options);
  await requireChecks(options.proposed, options.checks ?? []);
}

/**
 * Whether the configuration lets a role that is there keep what it has: what it
 * can do already, its new environment could do too.
 *
 * @throws NotAllowedError that names the rule and the setting
 */
export async function requirePoliciesOfRole(
  options: GuardrailOptions & {
    /** What the role has. */
    role: {
      managedPolicyArns: string[];
      /** JSON texts. */
      inlinePolicies: string[];
    };
    /** Also the boundary and the session duration of `proposed`. */
    alsoShape?: boolean;
  },
): Promise<void> {
  const { proposed, role, alsoShape } = options;
  const guardrails = alsoShape
    ? [permissionsBoundary, sessionDuration, ...POLICY_GUARDRAILS]
    : POLICY_GUARDRAILS;
  const documents = role.inlinePolicies.length
    ? role.inlinePolicies.map(parseObject)
    : [undefined];
  for (const inlinePolicy of documents) {
    await requireAll(guardrails, {
      ...options,
      proposed: {
        ...proposed,
        role: {
          ...proposed.role,
          managedPolicyArns: role.managedPolicyArns,
          inlinePolicy,
        },
      },
    });
  }
}

/** What can't be parsed has no statement: no guardrail understands it. */
function parseObject(json: string): Record<string, unknown> {
  try {
    return { ...JSON.parse(json) };
  } catch {
    return {};
  }
}

async function requireAll(
  guardrails: Guardrail[],
  options: GuardrailOptions,
): Promise<void> {
  const { proposed, provisioning, getManagedPolicy } = options;
  const entries = requireAllowance(provisioning, {
    ownerRef: proposed.ownerRef,
    accountId: proposed.account.accountId,
    environment: proposed.environment,
  });
  const subjects = entries.map(entry =>
    subjectOf(proposed, provisioning, entry),
  );
  // Policies that no entry lists needn't be read to be refused.
  const isReadingNeeded = subjects.some(
    subject =>
      needsDocuments(subject) && !allowedManagedPolicies.check(subject),
  );
  const policies = await readPolicies(
    isReadingNeeded ? proposed.role.managedPolicyArns : [],
    getManagedPolicy,
  );
  const refusals = subjects.map(subject =>
    firstRefusal(guardrails, { ...subject, policies }),
  );
  if (!refusals.includes(undefined)) {
    throw refusals[0];
  }
}

function subjectOf(
  proposed: ProposedProvision,
  provisioning: ProvisioningConfig,
  entry: ProvisioningAllowance,
): GuardrailSubject {
  return {
    proposed,
    provisioning,
    managedPolicyPatterns: entry.managedPolicyArns.map(pattern =>
      fillInArn(pattern, proposed.account),
    ),
    rules: { ...provisioning.rules, ...entry.rules },
    policies: new Map(),
  };
}

function firstRefusal(
  guardrails: Guardrail[],
  subject: GuardrailSubject,
): NotAllowedError | undefined {
  for (const { name, check } of guardrails) {
    const sentence = check(subject);
    if (sentence) {
      return refusal(name, sentence);
    }
  }
  return undefined;
}
