import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { awsFaults, pulumiFaults } from '@internal/cloud-simulator';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEV, READ_ONLY, SECOND_POLICY } from '../__testUtils__/names';
import { ProvisioningWorld } from '../__testUtils__/provisioningWorld';
import {
  EVERYTHING,
  INVOICES,
  putEnvironment,
  REFUNDS,
} from '../__testUtils__/scenarios';
import { differences } from '../__testUtils__/snapshot';
import { openDatabase } from '../database';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const PATCH = 'PATCH /api/esc/environments/{org}/{project}/{env}';
const THEIRS = {
  Sid: 'Theirs',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${DEV}:root` },
  Action: 'sts:AssumeRole',
};

describe.each(databases.eachSupportedId())('on the way back on %p', id => {
  let world: ProvisioningWorld;

  const request = {
    ...EVERYTHING,
    accountId: DEV,
    role: { name: 'shared', managedPolicyArns: [READ_ONLY] },
  };
  const role = () => world.simulator.aws.account(DEV).role('shared')!;
  const yamlOf = ({ project, name } = INVOICES) =>
    world.simulator.pulumi.environment(`acme/${project}/${name}`)!.yaml;

  /** The process dies right after the first call of a name. */
  function dieAfter(action: string) {
    const { operations } = world.replica;
    world.simulator.faults.onCall(call => {
      if (call.action === action && !operations.death) {
        operations.death = { entry: operations.entries + 1, when: 'before' };
      }
    });
  }

  /** A statement of somebody else, added by hand. */
  function addTheirs() {
    const policy = role().trustPolicy as { Statement: object[] };
    policy.Statement.push(THEIRS);
    role().assumeRolePolicyDocument = JSON.stringify(policy);
  }

  beforeEach(async () => {
    const client = await databases.init(id);
    const knex = await openDatabase(mockServices.database({ knex: client }));
    world = await ProvisioningWorld.create({ knex });
  });

  it('takes back what has become forbidden meanwhile', async () => {
    const before = await world.snapshot();
    dieAfter('AttachRolePolicy');
    const { operation } = await world.start(request);
    await world.replica.runner.settle();
    expect(role()).toBeDefined();
    // Nobody may provision anything any more.
    world.clock.advance(120_000);
    world.restart(undefined, { allow: [] });
    await world.replica.runner.resume();

    const end = await world.finish(operation.id);

    expect(end.state).toBe('rolled-back');
    expect(end.error).toMatch(/escTrust\.provisioning\.allow/);
    expect(differences(before, await world.snapshot())).toEqual([]);
  });

  it('keeps a statement that somebody added while nobody was at work', async () => {
    await world.run({ ...request, environment: REFUNDS });
    dieAfter('UpdateAssumeRolePolicy');
    const { operation } = await world.start(request);
    await world.replica.runner.settle();
    expect(role().assumeRolePolicyDocument).toContain('payments/invoices');
    addTheirs();
    world.simulator.faults.clear();
    world.simulator.faults.add({ action: PATCH, ...pulumiFaults.forbidden() });

    const end = await world.finish(operation.id);

    expect(end.state).toBe('rolled-back');
    const left = role().assumeRolePolicyDocument;
    expect(left).not.toContain('payments/invoices');
    expect(left).toContain('payments/refunds');
    expect(left).toContain('"Theirs"');
  });

  it('takes a write back that was under way when somebody cancelled', async () => {
    const before = await world.snapshot();
    const { operation } = await world.start(request);
    world.simulator.faults.add({
      action: 'CreateRole',
      kind: 'delay',
      ms: 200,
    });
    const cancelling = (async () => {
      await sleep(100);
      await world.replica.operations.cancel(operation.id, 'user:default/sam');
    })();

    const end = await world.finish(operation.id);
    await cancelling;

    expect(end).toMatchObject({
      state: 'rolled-back',
      error: 'Cancelled by user:default/sam',
    });
    expect(world.takeWrites()).toContain('DeleteRole');
    expect(differences(before, await world.snapshot())).toEqual([]);
  });

  it('finishes a removal that somebody cancels when the role has gone', async () => {
    const { outcome } = await world.run(request);
    const { operation } = await world.start({
      kind: 'deprovision',
      mappingId: outcome.mappingId!,
    });
    const { faults } = world.simulator;
    let gone = false;
    faults.onCall(async ({ action }) => {
      if (gone) {
        faults.clear();
        await world.replica.operations.cancel(operation.id, 'user:default/sam');
      }
      gone = action === 'DeleteRole';
    });

    const end = await world.finish(operation.id);

    expect(end.state).toBe('succeeded');
    expect(role()).toBeUndefined();
    expect(yamlOf()).not.toContain('aws-login');
  });

  it('gives a login its variables again when its removal fails', async () => {
    const { outcome } = await world.run(request);
    const before = await world.snapshot();
    const yaml = yamlOf();
    expect(yaml).toContain('${aws.login.accessKeyId}');
    world.takeWrites();
    world.simulator.faults.add({
      action: 'DetachRolePolicy',
      ...awsFaults.accessDenied('iam:DetachRolePolicy'),
    });

    const end = await world.run({
      kind: 'deprovision',
      mappingId: outcome.mappingId!,
    });

    expect(end.state).toBe('rolled-back');
    const edits = world.takeWrites().filter(action => action === PATCH);
    expect(edits).toHaveLength(2);
    expect(yamlOf()).toContain('${aws.login.accessKeyId}');
    expect(differences(before, await world.snapshot())).toEqual([]);
  });

  it('takes session policies out of a login again that had none', async () => {
    putEnvironment(
      world,
      `values:
  aws:
    login:
      fn::open::aws-login:
        oidc:
          roleArn: arn:aws:iam::${DEV}:role/pulumi-esc/shared
          sessionName: theirs # kept
`,
    );
    const before = yamlOf();
    const { operation } = await world.start({
      ...request,
      login: { policyArns: [SECOND_POLICY] },
    });
    world.simulator.faults.onCall(async ({ action }) => {
      if (action === PATCH) {
        world.simulator.faults.clear();
        await world.replica.operations.cancel(operation.id, 'user:default/sam');
      }
    });

    const end = await world.finish(operation.id);

    expect(end.state).toBe('rolled-back');
    expect(yamlOf()).toBe(before);
  });
});
