import { OperationRequest } from '@internal/backstage-plugin-esc-trust-common';
import { CloudSimulator } from '@internal/cloud-simulator';
import { ProvisioningWorld, TABLES, WorldOptions } from './provisioningWorld';
import { Scenario } from './scenarios';
import { differences } from './snapshot';

/** Long enough for everything to have shown. */
const PAUSE_MS = 3_600_000;

/** Puts one thing into another simulator. */
type Copy = (simulator: CloudSimulator) => void;

/** What a preparation has left behind. */
interface Legacy {
  request: OperationRequest;
  preparedAt: Date;
  copies: Copy[];
  rows: Array<[table: string, rows: object[]]>;
}

/**
 * A scenario that is prepared once when that takes operations. Each case begins
 * in a world of its own, with a copy of what they have left in the clouds and in
 * the database.
 */
export class PreparedScenario {
  readonly #scenario: Scenario;
  readonly #legacy: Legacy | undefined;

  static async of(
    scenario: Scenario,
    options: WorldOptions,
  ): Promise<PreparedScenario> {
    const world = await ProvisioningWorld.create(options);
    const fresh = await world.snapshot();
    const request = await scenario.prepare(world);
    world.clock.advance(PAUSE_MS);
    const prepared = await world.snapshot();
    const rows: Legacy['rows'] = [];
    // What refers to others is deleted first, and so comes last here.
    for (const table of [...TABLES].reverse()) {
      rows.push([table, await options.knex(table)]);
    }
    if (rows.every(([, found]) => found.length === 0)) {
      return new PreparedScenario(scenario);
    }
    const scene = new PreparedScenario(scenario, {
      request,
      preparedAt: world.clock.now(),
      copies: copiesOf(world.simulator, new Set(differences(fresh, prepared))),
      rows,
    });
    const copy = await scene.begin(options);
    const wrong = differences(prepared, await copy.world.snapshot());
    if (wrong.length > 0) {
      throw new Error(`The copy differs: ${wrong}`);
    }
    return scene;
  }

  private constructor(scenario: Scenario, legacy?: Legacy) {
    this.#scenario = scenario;
    this.#legacy = legacy;
  }

  /** A world in which the operation can be asked for. */
  async begin(
    options: WorldOptions,
  ): Promise<{ world: ProvisioningWorld; request: OperationRequest }> {
    const world = await ProvisioningWorld.create(options);
    const { clock, simulator } = world;
    if (!this.#legacy) {
      const request = await this.#scenario.prepare(world);
      clock.advance(PAUSE_MS);
      return { world, request };
    }
    const { request, preparedAt, copies, rows } = this.#legacy;
    copies.forEach(copy => copy(simulator));
    for (const [table, found] of rows) {
      if (found.length > 0) {
        await options.knex(table).insert(found);
      }
    }
    clock.advance(preparedAt.getTime() - clock.now().getTime());
    return { world, request };
  }
}

/** How to make those things again that have changed. */
function copiesOf(from: CloudSimulator, names: Set<string>): Copy[] {
  const copies: Copy[] = [];
  for (const { accountId, identityProviders, roles } of accountsOf(from)) {
    for (const provider of identityProviders.filter(p => names.has(p.arn))) {
      const { url, clientIds, thumbprints } = provider;
      const tags = [...provider.tags].map(([Key, Value]) => ({ Key, Value }));
      const input = {
        url: `https://${url}`,
        clientIds: [...clientIds],
        thumbprints: [...thumbprints],
        tags,
      };
      copies.push(to => to.aws.account(accountId).putIdentityProvider(input));
    }
    for (const role of roles.filter(({ arn }) => names.has(arn))) {
      const { tags, attachedPolicies, inlinePolicies } = role;
      const input = {
        roleName: role.roleName,
        path: role.path,
        description: role.description,
        maxSessionDuration: role.maxSessionDuration,
        permissionsBoundary: role.permissionsBoundary,
        assumeRolePolicyDocument: role.assumeRolePolicyDocument,
        tags: Object.fromEntries(tags),
        attachedPolicies: [...attachedPolicies],
        inlinePolicies: Object.fromEntries(inlinePolicies),
      };
      copies.push(to => to.aws.account(accountId).putRole(input));
    }
  }
  for (const fullName of names) {
    const environment = from.pulumi.environment(fullName);
    if (environment) {
      const [organization, project, name] = fullName.split('/');
      const { yaml } = environment;
      const tags = Object.fromEntries(environment.tags);
      const input = { organization, project, name, yaml, tags };
      copies.push(to => to.pulumi.putEnvironment(input));
    }
  }
  return copies;
}

function accountsOf({ aws }: CloudSimulator) {
  return aws.accounts().map(account => ({
    accountId: account.accountId,
    identityProviders: [...account.identityProviders.values()],
    roles: account.roles(),
  }));
}
