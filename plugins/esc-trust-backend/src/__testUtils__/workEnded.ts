import {
  OperationStep,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { OperationRow } from '../provisioning/journal/rows';
import { Creations } from './Creations';
import { DEV } from './names';
import { ProvisioningWorld } from './provisioningWorld';
import { PAIRS } from './randomTask';
import { differences, Snapshot } from './snapshot';

/** An operation with its steps. */
export type OperationWithSteps = Omit<OperationRow, 'steps'> & {
  steps: OperationStep[];
};

/** What must be there, and what is. */
interface Compared {
  expected: unknown;
  found: unknown;
}

/**
 * What each pair looks like against what its last operation has promised:
 * statements of roles, logins of environments, mappings.
 */
export async function pairsAtTheEnd(
  world: ProvisioningWorld,
  operations: OperationWithSteps[],
): Promise<Compared> {
  const { aws, pulumi } = world.simulator;
  const mappings = await world.knex('esc_trust_mappings').select('name');
  const expected: Record<string, object> = {};
  const found: Record<string, object> = {};
  for (const { environment, accountId, role } of PAIRS) {
    const name = stringifyEnvironmentRef(environment);
    const last = operations.findLast(
      one => one.environment === name && one.state === 'succeeded',
    );
    const times = last && last.kind !== 'deprovision' ? 1 : 0;
    const policy =
      aws.account(accountId).role(role!.name!)?.assumeRolePolicyDocument ?? '';
    const yaml = pulumi.environment(name)?.yaml ?? '';
    expected[name] = { statements: times, logins: times, mappings: times };
    found[name] = {
      statements: policy.split(`:payments/${environment.name}"`).length - 1,
      logins: yaml.split(`/${role!.name}\n`).length - 1,
      mappings: mappings.filter(row => row.name === environment.name).length,
    };
  }
  return { expected, found };
}

/**
 * Things that were created more often than operations have come to the step
 * that creates them.
 */
export function doubled(
  { created }: Creations,
  operations: OperationWithSteps[],
): string[] {
  return [...created].flatMap(([thing, times]) => {
    const reached = operations.filter(({ steps }) =>
      steps.some(
        ({ action, target, state }) =>
          action === 'create' && target === thing && state !== 'pending',
      ),
    ).length;
    return times > reached ? [`${thing}: ${times} by ${reached}`] : [];
  });
}

/** Tasks of which more than one operation has succeeded. */
export function doneTwice(
  started: Map<string, Set<string>>,
  operations: OperationWithSteps[],
): string[] {
  return [...started.keys()].filter(key => {
    const succeeded = operations.filter(
      ({ id, state }) => started.get(key)!.has(id) && state === 'succeeded',
    );
    return succeeded.length > 1;
  });
}

/** What was there before and isn't any more as it was, but for our own part. */
export function disturbed(
  world: ProvisioningWorld,
  before: Snapshot,
  after: Snapshot,
): string[] {
  const legacy = world.simulator.aws.account(DEV).role('legacy')!;
  return differences(before, after).filter(
    name =>
      name in before &&
      !(name === legacy.arn && withoutOurs(after[name]) === before[name]),
  );
}

/** The role that was adopted, without statements and tags of the portal. */
function withoutOurs(text: string): string {
  const role = JSON.parse(text);
  const { trustPolicy, tags } = role;
  trustPolicy.Statement = trustPolicy.Statement.filter(
    ({ Sid }: { Sid: string }) => !Sid.startsWith('PulumiEscTrust'),
  );
  role.tags = Object.fromEntries(
    Object.entries(tags).filter(([key]) => !key.startsWith('esc-trust:')),
  );
  return JSON.stringify(role, null, 1);
}
