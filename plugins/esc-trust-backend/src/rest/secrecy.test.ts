import { TestDatabases } from '@backstage/backend-test-utils';
import { DemoData, Fault } from '@internal/cloud-simulator';
import { REQUEST } from '../__testUtils__/testPortal';
import {
  GUEST_REF,
  startTwoTeams,
  THEIRS,
  TwoTeams,
} from '../__testUtils__/twoTeams';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const NEW = {
  ...THEIRS,
  environment: { ...REQUEST.environment, name: 'new' },
  role: { ...THEIRS.role, name: 'new' },
};
const REGISTRATION = {
  environment: THEIRS.environment,
  ownerRef: THEIRS.ownerRef,
  entityRefs: ['component:default/payments-batch'],
};

const BOTH = ['AWS', 'Pulumi Cloud'];
const REQUESTS: Array<{
  what: string;
  route: string;
  calls: string[];
  body: (world: TwoTeams) => object | undefined;
}> = [
  {
    what: 'a plan',
    route: 'POST /operations',
    calls: BOTH,
    body: () => ({ ...NEW, dryRun: true }),
  },
  {
    what: 'a provision',
    route: 'POST /operations',
    calls: BOTH,
    body: () => NEW,
  },
  {
    what: 'a repair',
    route: 'POST /operations',
    calls: BOTH,
    body: ({ mappingId }) => ({ kind: 'repair', mappingId }),
  },
  {
    what: 'a removal',
    route: 'POST /operations',
    calls: BOTH,
    body: ({ mappingId }) => ({ kind: 'deprovision', mappingId }),
  },
  {
    what: 'a registration',
    route: 'POST /mappings',
    calls: BOTH,
    body: () => REGISTRATION,
  },
  {
    what: 'an assessment',
    route: 'POST /mappings/{id}/assess',
    calls: BOTH,
    body: () => undefined,
  },
  // An opening signs in to AWS by itself.
  {
    what: 'a verification',
    route: 'POST /mappings/{id}/verify',
    calls: ['Pulumi Cloud'],
    body: () => undefined,
  },
];

// Each is asked with one call after the other refused, until none is left to
// refuse. Whatever is told, logged, audited or stored is searched in the end.
describe('whatever call to the clouds is refused', () => {
  let world: TwoTeams;

  beforeEach(async () => {
    world = await startTwoTeams({ knex: await databases.init('SQLITE_3') });
    world.release();
    await world.ended(world.runningId);
  });

  afterEach(() => world?.portal.stop());

  describe.each<['AWS' | 'Pulumi Cloud', (demo: DemoData) => Fault]>([
    [
      // It quotes what was signed.
      'AWS',
      ({ awsCredentials }) => ({
        kind: 'error',
        service: 'iam',
        name: 'SignatureDoesNotMatch',
        status: 403,
        message: `The canonical string should have been 'x-amz-security-token:${awsCredentials.secretAccessKey}'`,
      }),
    ],
    [
      // A proxy quotes what was sent.
      'Pulumi Cloud',
      ({ pulumiTokens }) => ({
        kind: 'error',
        service: 'pulumi',
        name: 'BadRequest',
        status: 400,
        message: `Not understood: ${Object.values(pulumiTokens)}`,
      }),
    ],
  ])('by %s', (cloud, refusalOf) => {
    it.each(REQUESTS.filter(({ calls }) => calls.includes(cloud)))(
      '$what tells no secret',
      async ({ route, body }) => {
        const { faults } = world.portal.simulator;
        const refusal = refusalOf(world.portal.demo);
        const path = route.replace('{id}', world.mappingId);
        const request = body(world);
        let refused = -1;
        do {
          refused++;
          faults.add({ ...refusal, nth: refused + 1 });
          const { status, body: answer } = await world.ask(path, {
            as: GUEST_REF,
            body: request,
          });
          if (status === 202) {
            await world.ended(answer.id);
          }
        } while (faults.pending.length === 0);
        expect(refused).toBeGreaterThan(0);
      },
    );
  });
});
