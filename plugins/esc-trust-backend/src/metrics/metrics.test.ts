import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import {
  awsFaults,
  createCloudSimulator,
  loadDemoData,
  pulumiFaults,
  serveCloudSimulator,
} from '@internal/cloud-simulator';
import { devNull } from 'node:os';
import { fetchFrom } from '../__testUtils__/inProcessCalls';
import { InstantClock } from '../__testUtils__/InstantClock';
import { FleetWorld } from '../assessment/__testUtils__/fleetWorld';
import { ConfiguredAwsAccounts } from '../aws/ConfiguredAwsAccounts';
import { openDatabase } from '../database';
import { PulumiCloudClient } from '../pulumi/PulumiCloudClient';
import { createMetrics } from './createMetrics';
import { observeState } from './observeState';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const PROD = '222222222222';

type Observe = (gauge: {
  observe(value: number, attributes: object): void;
}) => Promise<void>;

/** Keeps what is counted, and asks gauges as an exporter would. */
function createKept() {
  const counts: Record<string, number> = {};
  const gauges = new Map<string, Observe>();
  const key = (name: string, attributes: object = {}) =>
    [name, ...Object.values(attributes)].join(' ');
  const service = {
    createCounter: (name: string) => ({
      add: (value: number, attributes?: object) => {
        const one = key(name, attributes);
        counts[one] = (counts[one] ?? 0) + value;
      },
    }),
    createObservableGauge: (name: string) => ({
      addCallback: (observe: Observe) => gauges.set(name, observe),
    }),
  } as unknown as MetricsService;
  const observed = async () => {
    const values: Record<string, number> = {};
    for (const [name, observe] of gauges) {
      await observe({
        observe: (value, attributes) => {
          values[key(name, attributes)] = value;
        },
      });
    }
    return values;
  };
  return { service, counts, observed };
}

describe('calls are counted', () => {
  it('of AWS, each try, by what came of it', async () => {
    const { service, counts } = createKept();
    const simulator = createCloudSimulator();
    const { awsCredentials } = loadDemoData(simulator);
    const server = await serveCloudSimulator(simulator, { port: 0 });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: server.url,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
    });
    const accounts = new ConfiguredAwsAccounts({
      accounts: [
        {
          accountId: PROD,
          partition: 'aws',
          provisioningRoleName: 'esc-trust-portal',
        },
      ],
      credentials: DefaultAwsCredentialsManager.fromConfig(
        mockServices.rootConfig({
          data: {
            aws: {
              mainAccount: awsCredentials,
              accountDefaults: { roleName: 'esc-trust-portal' },
            },
          },
        }),
      ),
      metrics: createMetrics(service),
    });
    const reader = await accounts.reader(PROD);
    await reader.getRole('payments-prod-api');
    await reader.getRole('nobody');
    await reader.getCaller();
    await (await accounts.writer(PROD)).getCaller();
    simulator.faults.add({
      ...awsFaults.throttled(),
      action: 'GetRole',
      times: 1,
    });
    // The SDK tries again by itself.
    await reader.getRole('payments-prod-api');
    await server.close();
    await expect(reader.getRole('payments-prod-api')).rejects.toThrow();
    delete process.env.AWS_ENDPOINT_URL;

    expect(counts).toEqual({
      'esc_trust.calls.count aws iam:GetRole answered': 2,
      'esc_trust.calls.count aws iam:GetRole refused': 1,
      'esc_trust.calls.count aws iam:GetRole throttled': 1,
      'esc_trust.calls.count aws iam:GetRole failed': 3,
      'esc_trust.calls.count aws sts:GetCallerIdentity answered': 2,
      // The credentials for reads are Backstage's to get.
      'esc_trust.calls.count aws sts:AssumeRole answered': 1,
      'esc_trust.throttles.count aws': 1,
    });
  });

  it('of Pulumi Cloud, likewise', async () => {
    const { service, counts } = createKept();
    const simulator = createCloudSimulator();
    const { pulumiTokens } = loadDemoData(simulator);
    const pulumi = new PulumiCloudClient({
      organizations: [
        {
          name: 'acme',
          issuer: 'https://api.pulumi.com/oidc',
          apiUrl: 'https://api.pulumi.com',
          tokens: { read: pulumiTokens.read },
          configKey: 'escTrust.organizations[0]',
        },
      ],
      fetch: fetchFrom(simulator),
      clock: new InstantClock(),
      metrics: createMetrics(service),
    });
    const environment = {
      organization: 'acme',
      project: 'payments',
      name: 'prod-api',
    };
    simulator.faults.add({ ...pulumiFaults.rateLimited(), times: 1 });
    await pulumi.getEnvironment(environment);
    expect(counts).toEqual({
      'esc_trust.calls.count pulumi pulumi:GetEnvironment throttled': 1,
      'esc_trust.calls.count pulumi pulumi:GetEnvironment answered': 1,
      'esc_trust.throttles.count pulumi': 1,
    });
  });
});

describe.each(databases.eachSupportedId())('figures on %p', id => {
  it('tell how assessments fare, and name nobody', async () => {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const world = await FleetWorld.create(knex);
    const { service, counts, observed } = createKept();
    observeState({ service, knex, clock: world.clock });
    const replica = world.startReplica({ metrics: createMetrics(service) });
    await replica.configureSources();
    await world.mapDemo(replica);
    expect(counts).toEqual({ 'esc_trust.assessments.count read assessed': 9 });
    expect(await observed()).toMatchObject({
      'esc_trust.sources.count account new': 3,
      'esc_trust.mappings.count untrusted': 4,
    });

    await world.cycle(replica);
    world.garbled.add(PROD);
    await world.cycle(replica);
    expect(counts).toMatchObject({
      'esc_trust.scans.count account read': expect.any(Number),
      'esc_trust.scans.count account unreadable': 1,
      'esc_trust.assessments.count stored assessed': expect.any(Number),
    });
    const values = await observed();
    expect(values).toMatchObject({
      'esc_trust.sources.count account good': 2,
      'esc_trust.sources.count account failing': 1,
      'esc_trust.mappings.count trusted': 1,
      'esc_trust.waiting.count read': 0,
      'esc_trust.waiting.count announcement': expect.any(Number),
    });
    expect(
      values['esc_trust.sources.oldest_read_age account failing'],
    ).toBeGreaterThan(
      values['esc_trust.sources.oldest_read_age account good'] + 600,
    );
    expect(JSON.stringify([counts, values])).not.toMatch(
      /\d{12}|acme|payments/,
    );
  });

  it('don’t ask the database whenever somebody asks them', async () => {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const clock = new InstantClock();
    const { service, observed } = createKept();
    observeState({ service, knex, clock });
    let queries = 0;
    knex.on('query', () => {
      queries += 1;
    });
    await Promise.all([observed(), observed()]);
    await observed();
    expect(queries).toBe(4);
    clock.advance(30_000);
    await observed();
    expect(queries).toBe(8);
  });
});
