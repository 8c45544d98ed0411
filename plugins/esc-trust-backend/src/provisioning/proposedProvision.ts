import { ProposedProvision } from '@internal/backstage-plugin-esc-trust-node';
import { Caller } from '../access/ownership';
import { DesiredState } from './desiredState';

/** What guardrails look at. */
export function proposedProvision(
  desired: DesiredState,
  caller: Caller,
): ProposedProvision {
  const { role, login, environment } = desired;
  const { inlinePolicy, ...rest } = role;
  return {
    requestedBy: caller.userRef,
    ownerRef: desired.ownerRef,
    entityRefs: desired.entityRefs,
    environment,
    account: {
      accountId: desired.accountId,
      partition: role.arn.split(':')[1],
    },
    role: {
      ...rest,
      ...(inlinePolicy ? { inlinePolicy: JSON.parse(inlinePolicy) } : {}),
      tags: desired.tags,
    },
    login: {
      path: login.path,
      subjectAttributes: login.subjectAttributes ?? [],
      duration: login.duration ?? '1h',
      sessionName: login.sessionName,
      policyArns: login.policyArns ?? [],
    },
    configureEnvironment: desired.configureEnvironment,
    adoptRole: desired.adoptsRole,
  };
}
