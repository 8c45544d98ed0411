import {
  OperationRequest,
  ProvisionRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { DEV, READ_ONLY, SANDBOX, TEAM } from './names';
import { ProvisioningWorld } from './provisioningWorld';
import { randomFrom } from './randomFrom';
import { EVERYTHING } from './scenarios';

const provision = (
  name: string,
  accountId: string,
  role: ProvisionRequest['role'],
  more: Partial<ProvisionRequest> = {},
): ProvisionRequest => ({
  kind: 'provision',
  environment: { organization: 'acme', project: 'payments', name },
  accountId,
  ownerRef: TEAM,
  role,
  ...more,
});

const SHARED = { name: 'shared', managedPolicyArns: [READ_ONLY] };
const LEGACY = { name: 'legacy' };
const own = (name: string, accountId: string): ProvisionRequest =>
  provision(name, accountId, { ...EVERYTHING.role, name: `own-${name}` });

/**
 * Each environment has one role: two share one of the portal's, two one that
 * is adopted, and the others have their own: half of them behind one identity
 * provider that isn't there yet.
 */
export const PAIRS: ProvisionRequest[] = [
  provision('invoices', DEV, SHARED),
  provision('refunds', DEV, SHARED),
  provision('ledger', DEV, LEGACY, { adoptRole: true }),
  provision('orders', DEV, LEGACY, { adoptRole: true }),
  own('exports', DEV),
  own('alerts', DEV),
  own('meters', DEV),
  own('billing', SANDBOX),
  own('archive', SANDBOX),
  own('tickets', SANDBOX),
];

/** What somebody may ask for next, given what is there. */
export async function randomTask(
  world: ProvisioningWorld,
  random: ReturnType<typeof randomFrom>,
): Promise<OperationRequest> {
  const request = random.one(PAIRS);
  const mapping = await world
    .knex('esc_trust_mappings')
    .where({ project: 'payments', name: request.environment.name })
    .first();
  if (!mapping || random.chance(0.2)) {
    return request;
  }
  if (random.chance(0.5)) {
    return { kind: 'deprovision', mappingId: mapping.id };
  }
  drift(world, request);
  return { kind: 'repair', mappingId: mapping.id };
}

/** Gives the repair of a role that nobody shares something to do. */
function drift(
  { simulator }: ProvisioningWorld,
  { accountId, role }: ProvisionRequest,
): void {
  const found = simulator.aws.account(accountId).role(role!.name!);
  if (found?.roleName.startsWith('own-')) {
    found.assumeRolePolicyDocument = found.assumeRolePolicyDocument.replace(
      '"StringEquals":{',
      '"StringLike":{',
    );
  }
}
