import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { AwsAccounts } from '../aws/AwsAccount';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { MappingStore } from '../mappings/MappingStore';
import { PulumiCloud } from '../pulumi/PulumiCloud';
import { Clock } from '../time/Clock';
import { AccountMappings } from './accounts/AccountMappings';
import { AccountScanner } from './accounts/AccountScanner';
import { MappingJudge } from './accounts/MappingJudge';
import { AssessmentWorker } from './AssessmentWorker';
import { Assessor } from './Assessor';
import { CallLimiter } from './CallLimiter';
import { MappingHealth } from './sources/MappingHealth';
import { SourceStore } from './sources/SourceStore';
import { AccountState } from './state/AccountState';
import { LoginState } from './state/LoginState';

/** Everything that keeps up with the state of accounts and environments. */
export interface Assessment {
  /** On demand. */
  assessor: Assessor;
  /** On schedule. */
  worker: AssessmentWorker;
  sources: SourceStore;
  /** Makes the configured accounts the ones that are read. */
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
  /** From 0 to 1. Default: `Math.random` */
  random?: () => number;
}): Assessment {
  const { knex, config, clock } = options;
  const { assessment, accounts } = config;
  const states = {
    accounts: new AccountState({ knex }),
    logins: new LoginState({ knex }),
  };
  const assessor = new Assessor({ ...options, now: () => clock.now(), states });
  const sources = new SourceStore({ ...options, ...assessment });
  const health = new MappingHealth({ clock, ...assessment });
  const limiter = new CallLimiter({ knex, clock, ...assessment });
  const scanner = new AccountScanner({
    ...options,
    limiter,
    sources,
    health,
    state: states.accounts,
    mappings: new AccountMappings({ knex }),
    judge: new MappingJudge({ ...options, ...states, assessor, limiter }),
  });
  return {
    assessor,
    worker: new AssessmentWorker({ ...options, sources, scanner }),
    sources,
    configureSources: () =>
      sources.configure(
        'account',
        accounts.map(({ accountId }) => accountId),
        async (tx, names) => {
          await states.accounts.forget(tx, names);
          await health.removed(tx, 'account', names);
        },
      ),
  };
}
