import { LoggerService } from '@backstage/backend-plugin-api';
import { EnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { AwsAccounts } from '../aws/AwsAccount';
import { CallerOf } from '../aws/callerAccounts';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { deleteDiscoveredIn } from '../mappings/discovered';
import { MappingStore } from '../mappings/MappingStore';
import { Metrics } from '../metrics/Metrics';
import { PulumiCloud } from '../pulumi/PulumiCloud';
import { Clock } from '../time/Clock';
import { AccountMappings } from './accounts/AccountMappings';
import { AccountScanner } from './accounts/AccountScanner';
import { AssessmentWorker } from './AssessmentWorker';
import { Assessor } from './Assessor';
import { CallLimiter } from './CallLimiter';
import { EventWorker } from './events/EventWorker';
import { TouchedReader } from './events/TouchedReader';
import { TouchedStore } from './events/TouchedStore';
import { MappingJudge } from './judging/MappingJudge';
import { EnvironmentJudge } from './organizations/EnvironmentJudge';
import { Openings } from './organizations/Openings';
import { OrganizationMappings } from './organizations/OrganizationMappings';
import { OrganizationScanner } from './organizations/OrganizationScanner';
import { MappingHealth } from './sources/MappingHealth';
import { SourceStore } from './sources/SourceStore';
import { AccountState } from './state/AccountState';
import { EnvironmentState } from './state/EnvironmentState';

/** Everything that keeps up with the state of accounts and environments. */
export interface Assessment {
  /** On demand. */
  assessor: Assessor;
  /** On schedule. */
  worker: AssessmentWorker;
  /** On event. */
  eventWorker: EventWorker;
  sources: SourceStore;
  /**
   * Reads one environment anew, and judges the mappings that this concerns.
   *
   * @throws UnreadableSourceError
   */
  readEnvironment(
    environment: EnvironmentRef,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Makes the configured accounts and organizations the ones that are read. */
  configureSources(): Promise<void>;
}

/** Puts the parts of this room together. */
export function createAssessment(options: {
  knex: Knex;
  config: EscTrustConfig;
  aws: AwsAccounts;
  pulumi: PulumiCloud;
  mappings: MappingStore;
  logger: LoggerService;
  clock: Clock;
  /** Whose calls of AWS are counted together. Default: all are. */
  callerOf?: CallerOf;
  /** From 0 to 1. Default: `Math.random` */
  random?: () => number;
  metrics?: Metrics;
}): Assessment {
  const { knex, config, clock } = options;
  const { assessment, accounts, organizations } = config;
  const accountState = new AccountState({ knex });
  const environments = new EnvironmentState({ knex });
  const openings = new Openings({ ...options, environments });
  const limiter = new CallLimiter({ ...options, ...assessment });
  const assessor = new Assessor({
    ...options,
    limiter,
    now: () => clock.now(),
    states: { accounts: accountState, environments, openings },
  });
  const sources = new SourceStore({ ...options, ...assessment });
  const health = new MappingHealth({ clock, ...assessment });
  const judge = new MappingJudge({
    ...options,
    environments,
    assessor,
  });
  const roles = new AccountMappings({ knex });
  const accountScanner = new AccountScanner({
    ...options,
    limiter,
    sources,
    health,
    state: accountState,
    environments,
    mappings: roles,
    judge,
  });
  const mapped = new OrganizationMappings({ knex });
  const organizationScanner = new OrganizationScanner({
    ...options,
    sources,
    health,
    state: environments,
    mapped,
    openings,
    judge: new EnvironmentJudge({
      ...options,
      environments,
      accounts: accountState,
      sources,
      mapped,
      roles,
      openings,
      assessor,
      judge,
    }),
  });
  const reader = new TouchedReader({
    ...options,
    limiter,
    state: accountState,
    environments,
    mappings: roles,
    judge,
    organizations: organizationScanner,
  });
  return {
    assessor,
    worker: new AssessmentWorker({
      ...options,
      sources,
      scanners: { account: accountScanner, organization: organizationScanner },
    }),
    eventWorker: new EventWorker({
      ...options,
      store: new TouchedStore({ knex, clock }),
      reader,
    }),
    sources,
    readEnvironment: (environment, signal) =>
      organizationScanner.readEnvironment(environment, signal),
    configureSources: async () => {
      await sources.configure(
        'account',
        accounts.map(({ accountId }) => accountId),
        async (tx, names) => {
          await accountState.forget(tx, names);
          await health.removed(tx, 'account', names);
        },
      );
      await sources.configure(
        'organization',
        organizations.map(({ name }) => name),
        async (tx, names) => {
          await environments.forget(tx, names);
          await deleteDiscoveredIn(tx, names);
          await health.removed(tx, 'organization', names);
        },
      );
    },
  };
}
