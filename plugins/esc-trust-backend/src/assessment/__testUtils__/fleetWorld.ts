import { IAMClient } from '@aws-sdk/client-iam';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import {
  CloudSimulator,
  createCloudSimulator,
  DemoData,
  loadDemoData,
} from '@internal/cloud-simulator';
import { Knex } from 'knex';
import { Readable } from 'node:stream';
import {
  fetchFrom,
  requestHandlerFrom,
} from '../../__testUtils__/inProcessCalls';
import { InstantClock } from '../../__testUtils__/InstantClock';
import { KeptLog } from '../../__testUtils__/KeptLog';
import { configOf } from '../../__testUtils__/replica';
import { SimulatedAwsAccounts } from '../../__testUtils__/SimulatedAwsAccounts';
import { AwsAccounts } from '../../aws/AwsAccount';
import { IamLister } from '../../aws/IamLister';
import { readEscTrustConfig } from '../../config/readEscTrustConfig';
import { DatabaseMappingStore } from '../../mappings/DatabaseMappingStore';
import { Metrics } from '../../metrics/Metrics';
import { PulumiCloudClient } from '../../pulumi/PulumiCloudClient';
import { Assessor } from '../Assessor';
import { Assessment, createAssessment } from '../createAssessment';

export const DEV = '111111111111';
export const PROD = '222222222222';
export const SANDBOX = '333333333333';
export const FREQUENCY_MS = 600_000;

const TABLES = [
  'esc_trust_environment_imports',
  'esc_trust_environments',
  'esc_trust_findings',
  'esc_trust_history',
  'esc_trust_search_terms',
  'esc_trust_mapping_entities',
  'esc_trust_mappings',
  'esc_trust_account_roles',
  'esc_trust_identity_providers',
  'esc_trust_sources',
  'esc_trust_call_limits',
];
/** What changes although nothing has happened. */
const OWN_PACE = ['esc_trust_sources', 'esc_trust_call_limits'];

/** Answers every call with something that isn't IAM's. */
const GARBAGE = '<html><body>502 Bad Gateway</body></html>';

/** The demo in both clouds, a database, and replicas that assess. */
export class FleetWorld {
  readonly simulator: CloudSimulator = createCloudSimulator();
  readonly demo: DemoData = loadDemoData(this.simulator);
  readonly clock = new InstantClock();
  readonly log = new KeptLog();
  readonly mappings: DatabaseMappingStore;
  /** Accounts in whose name somebody else answers. */
  readonly garbled = new Set<string>();
  /** Accounts whose calls are given up soon. */
  readonly hurried = new Set<string>();
  readonly #aws: AwsAccounts;

  /** Forgets what an earlier world has left in the database. */
  static async create(knex: Knex): Promise<FleetWorld> {
    for (const table of TABLES) {
      await knex(table).delete();
    }
    return new FleetWorld(knex);
  }

  private constructor(readonly knex: Knex) {
    this.mappings = new DatabaseMappingStore({
      knex,
      now: () => this.clock.now(),
    });
    const patient = this.#accounts(10_000);
    const hurried = this.#accounts(200);
    this.#aws = {
      reader: id => patient.reader(id),
      writer: (id, guard) => patient.writer(id, guard),
      lister: async id =>
        this.garbled.has(id)
          ? garbledLister(id)
          : (this.hurried.has(id) ? hurried : patient).lister(id),
    };
  }

  #accounts(timeoutMs: number): SimulatedAwsAccounts {
    return new SimulatedAwsAccounts({
      credentials: this.demo.awsCredentials,
      connection: { requestHandler: requestHandlerFrom(this.simulator) },
      clock: this.clock,
      timeoutMs,
    });
  }

  /** Another process over the same database. */
  startReplica(
    options: {
      assessment?: JsonObject;
      accountIds?: string[];
      clock?: InstantClock;
      metrics?: Metrics;
    } = {},
  ): Assessment {
    return createAssessment({
      ...this.#options(options),
      metrics: options.metrics,
      knex: this.knex,
      logger: this.log.logger,
    });
  }

  #options(
    options: {
      assessment?: JsonObject;
      accountIds?: string[];
      clock?: InstantClock;
    } = {},
  ) {
    const { clock = this.clock, accountIds } = options;
    const { escTrust } = configOf(this.demo) as { escTrust: JsonObject };
    const config = readEscTrustConfig(
      new ConfigReader({
        escTrust: {
          ...escTrust,
          ...(accountIds
            ? { accounts: accountIds.map(accountId => ({ accountId })) }
            : {}),
          assessment: { callsPerSecond: 1_000, ...options.assessment },
        },
      }),
    );
    return {
      config,
      aws: this.#aws,
      pulumi: new PulumiCloudClient({
        organizations: config.organizations,
        fetch: fetchFrom(this.simulator),
        clock,
        random: () => 0.5,
      }),
      mappings: this.mappings,
      clock,
      random: () => 0.5,
    };
  }

  /** Maps the pairs of the demo, each assessed on demand. */
  async mapDemo({ assessor }: Assessment): Promise<void> {
    for (const pair of this.demo.mappings) {
      const mapping = await this.mappings.insert({
        ...pair,
        accountId: pair.roleArn.split(':')[4],
        consentedRoleArn: pair.roleArn,
        source: 'registered',
        trust: assessor.notAssessed(pair.environment),
        createdBy: 'user:default/guest',
      });
      await this.mappings.recordAssessment(
        mapping.id,
        await assessor.assess(mapping),
      );
    }
  }

  /** Lets time pass until every source is due, and reads them all. */
  async cycle(replica: Assessment, ms = 2 * FREQUENCY_MS): Promise<void> {
    this.clock.advance(ms);
    this.simulator.calls.length = 0;
    await replica.worker.settle();
  }

  /** What somebody finds who reads both sides and knows nothing else. */
  async judgeAfresh(mapping: Mapping): Promise<Mapping> {
    const options = this.#options();
    const stranger = new Assessor({
      ...options,
      now: () => this.clock.now(),
    });
    const { trust, roleArn } = await stranger.assess(mapping);
    return { ...mapping, trust, roleArn };
  }

  async mapping(name: string): Promise<Mapping> {
    const { items } = await this.mappings.list({});
    return items.find(({ environment }) => environment.name === name)!;
  }

  /** Statuses by environment, of what was mapped on purpose. */
  async statuses(): Promise<Record<string, string>> {
    const { items } = await this.mappings.list({
      source: ['registered', 'provisioned'],
    });
    return Object.fromEntries(
      items.map(({ environment, trust, stale }) => [
        environment.name,
        stale ? `${trust.status}, stale` : trust.status,
      ]),
    );
  }

  /** All that is stored, except what notes that somebody has looked. */
  async stored(): Promise<Record<string, unknown[]>> {
    const tables = TABLES.filter(table => !OWN_PACE.includes(table));
    const rows: Array<[string, unknown[]]> = [];
    for (const table of tables) {
      rows.push([table, await this.knex(table).select().orderBy(1)]);
    }
    return Object.fromEntries(rows);
  }

  /** How often each call of IAM has reached an account. */
  iamCalls(accountId: string): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const call of this.simulator.calls) {
      if (call.service === 'iam' && call.accountId === accountId) {
        counts[call.action] = (counts[call.action] ?? 0) + 1;
      }
    }
    return counts;
  }
}

function garbledLister(accountId: string): IamLister {
  const iam = new IAMClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    maxAttempts: 1,
    requestHandler: {
      handle: async () => ({
        response: {
          statusCode: 200,
          headers: {},
          body: Readable.from([Buffer.from(GARBAGE)], { objectMode: false }),
        },
      }),
    } as never,
  });
  return new IamLister({
    accountId,
    credentialKeys: 'aws.accounts',
    iam,
    sts: undefined as never,
  });
}
