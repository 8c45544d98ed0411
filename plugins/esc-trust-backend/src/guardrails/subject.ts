import { sameTag } from '../config/readTags';
import { PolicyHolder } from './administrative';
import { GuardrailSubject } from './types';

/** Whose policies a guardrail looks at. */
export function holderOf({ proposed }: GuardrailSubject): PolicyHolder {
  const { account, role } = proposed;
  return {
    ...account,
    path: role.path,
    name: role.name,
    policyArns: [
      ...role.managedPolicyArns,
      ...(role.permissionsBoundaryArn ? [role.permissionsBoundaryArn] : []),
    ],
  };
}

/**
 * The tags of a role: the portal's own, the configured ones, and the request's.
 * A request that sets a configured one keeps its own value here, so that the
 * guardrail refuses it instead of silently changing it.
 */
export function tagsOfRole(
  requested: Record<string, string>,
  configured: Record<string, string>,
  own: Record<string, string>,
): Record<string, string> {
  const fixed = Object.entries(configured).filter(
    ([tag]) => !Object.keys(requested).some(other => sameTag(other, tag)),
  );
  return { ...requested, ...Object.fromEntries(fixed), ...own };
}
