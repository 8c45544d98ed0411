import { createBackendModule } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';

/**
 * Whoever is in a team may do everything; to whoever is in none ESC Trust is
 * closed, and the rest of the portal open.
 */
export class TeamsOnlyPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const isInTeam = user?.info.ownershipEntityRefs.some(isTeam) ?? false;
    return {
      result:
        isInTeam || !permission.name.startsWith('esc-trust.')
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    };
  }
}

function isTeam(entityRef: string): boolean {
  return parseEntityRef(entityRef).kind.toLocaleLowerCase('en-US') === 'group';
}

/** The permission policy of the demo portal. */
export const teamsOnlyPolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'teams-only-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new TeamsOnlyPolicy());
      },
    });
  },
});
