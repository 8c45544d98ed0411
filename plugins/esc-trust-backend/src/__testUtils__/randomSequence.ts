import {
  Operation,
  OperationRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { awsFaults, FaultKind, pulumiFaults } from '@internal/cloud-simulator';
import { Knex } from 'knex';
import { findBrokenPromise } from './invariants';
import { DEV, READ_ONLY, TEAM } from './names';
import { ProvisioningWorld } from './provisioningWorld';
import { EVERYTHING, INVOICES, REFUNDS } from './scenarios';
import { randomFrom } from './randomFrom';
import { differences } from './snapshot';

const MOST_OPERATIONS = 3;
const OUTSIDE = 'Outside';

/** What a random sequence did, and what was wrong with it. */
export interface SequenceResult {
  steps: string[];
  operations: number;
  problem?: string;
}

const FAULTS: Array<[string, 'iam' | 'pulumi', FaultKind]> = [
  ['denied', 'iam', awsFaults.accessDenied('iam:Any')],
  ['throttled', 'iam', awsFaults.throttled()],
  ['failing', 'iam', awsFaults.serviceFailure()],
  ['concurrent', 'iam', awsFaults.concurrentModification()],
  ['lost', 'iam', { kind: 'lost' }],
  ['dropped', 'iam', { kind: 'dropped' }],
  ['forbidden', 'pulumi', pulumiFaults.forbidden()],
  ['failing', 'pulumi', pulumiFaults.serverError()],
  ['conflicting', 'pulumi', pulumiFaults.conflict()],
  ['lost', 'pulumi', { kind: 'lost' }],
  ['dropped', 'pulumi', { kind: 'dropped' }],
];

/**
 * Operations, faults, deaths and edits by others, as a seed has it.
 *
 * @returns a problem when a promise was broken
 */
export async function runRandomSequence(
  knex: Knex,
  seed: number,
): Promise<SequenceResult> {
  const random = randomFrom(seed);
  const world = await ProvisioningWorld.create({ knex });
  const steps: string[] = [];
  const count = 1 + random.below(MOST_OPERATIONS);
  for (let done = 1; done <= count; done++) {
    if (random.chance(0.5)) {
      steps.push(editOutside(world, random.one(['role', 'environment'])));
    }
    const request = await randomRequest(world, random);
    steps.push(describe(request));
    const { simulator } = world;
    simulator.consistency.settle();
    simulator.consistency.lagReads = random.one([0, 0, 1, 3]);
    for (let faults = random.below(3); faults > 0; faults--) {
      const [name, service, kind] = random.one(FAULTS);
      const write = random.chance(0.7);
      const nth = 1 + random.below(write ? 7 : 30);
      simulator.faults.add({ ...kind, service, write, nth });
      steps.push(`${service} ${name} at ${write ? 'write' : 'read'} ${nth}`);
    }
    const death = random.chance(0.4)
      ? {
          entry: 1 + random.below(35),
          when: random.one(['before', 'after'] as const),
        }
      : undefined;
    steps.push(death ? `death ${death.when} entry ${death.entry}` : 'no death');
    world.restart(death);
    const problem = await runOne(world, request);
    if (problem) {
      return { steps, operations: done, problem };
    }
    simulator.faults.clear();
    world.clock.advance(random.one([0, 5_000, 120_000]));
  }
  return { steps, operations: count };
}

async function runOne(
  world: ProvisioningWorld,
  request: OperationRequest,
): Promise<string | undefined> {
  const before = await world.snapshot();
  const outside = outsideEdits(world);
  let operation: Operation;
  try {
    operation = (await world.start(request)).operation;
  } catch {
    const wrong = differences(before, await world.snapshot());
    return wrong.length > 0 ? `refused, but changed ${wrong}` : undefined;
  }
  try {
    operation = await world.finish(operation.id);
  } catch (error) {
    return (error as Error).message;
  }
  const after = await world.snapshot();
  const lost = outside.filter(edit => !outsideEdits(world).includes(edit));
  if (lost.length > 0) {
    return `${operation.state}: lost what others had done: ${lost}`;
  }
  const strange = differences(before, after).filter(
    name => !/invoices|refunds|shared|own-|oidc-provider/.test(name),
  );
  if (strange.length > 0) {
    return `${operation.state}: touched ${strange}`;
  }
  // What a success looks like is the matrix's business.
  return findBrokenPromise(world, operation, { before, after });
}

async function randomRequest(
  world: ProvisioningWorld,
  random: ReturnType<typeof randomFrom>,
): Promise<OperationRequest> {
  const mappings = await world.knex('esc_trust_mappings').orderBy('name');
  if (mappings.length > 0 && random.chance(0.4)) {
    return {
      kind: random.one(['repair', 'deprovision'] as const),
      mappingId: random.one(mappings).id,
    };
  }
  const environment = random.one([INVOICES, REFUNDS]);
  return {
    kind: 'provision',
    environment,
    accountId: DEV,
    ownerRef: TEAM,
    role: {
      ...(random.chance(0.5)
        ? EVERYTHING.role
        : { managedPolicyArns: [READ_ONLY] }),
      name: random.one(['shared', `own-${environment.name}`]),
    },
  };
}

/** Somebody else adds something to what is there. */
function editOutside(
  { simulator }: ProvisioningWorld,
  kind: 'role' | 'environment',
): string {
  if (kind === 'environment') {
    for (const name of ['invoices', 'refunds']) {
      const environment = simulator.pulumi.environment(`acme/payments/${name}`);
      if (environment && !environment.yaml.includes(OUTSIDE)) {
        simulator.pulumi.putEnvironment({
          ...INVOICES,
          name,
          yaml: `# ${OUTSIDE}\n${environment.yaml}`,
        });
        return `a comment in ${name}`;
      }
    }
  }
  const roles = simulator.aws.account(DEV).roles();
  const role = roles.find(
    one =>
      one.path === '/pulumi-esc/' &&
      !one.assumeRolePolicyDocument.includes(OUTSIDE),
  );
  if (!role) {
    return 'nothing by others';
  }
  const { Statement, ...rest } = role.trustPolicy as { Statement: unknown[] };
  role.assumeRolePolicyDocument = JSON.stringify({
    ...rest,
    Statement: [
      ...[Statement].flat(),
      {
        Sid: OUTSIDE,
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${DEV}:root` },
        Action: 'sts:AssumeRole',
      },
    ],
  });
  role.tags.set(OUTSIDE, 'kept');
  return `a statement and a tag on ${role.roleName}`;
}

/** What others have done, and is still there. */
function outsideEdits({ simulator }: ProvisioningWorld): string[] {
  const roles = simulator.aws.account(DEV).roles();
  return [
    ...roles.flatMap(role => [
      ...(role.assumeRolePolicyDocument.includes(OUTSIDE)
        ? [`statement of ${role.roleName}`]
        : []),
      ...(role.tags.has(OUTSIDE) ? [`tag of ${role.roleName}`] : []),
    ]),
    ...['invoices', 'refunds'].filter(name =>
      simulator.pulumi
        .environment(`acme/payments/${name}`)
        ?.yaml.includes(OUTSIDE),
    ),
  ];
}

function describe(request: OperationRequest): string {
  return 'environment' in request
    ? `provision ${request.environment.name} with ${request.role?.name}`
    : request.kind;
}
