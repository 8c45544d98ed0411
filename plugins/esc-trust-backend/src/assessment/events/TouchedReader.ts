import { identityProviderArn } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { AwsAccounts } from '../../aws/AwsAccount';
import { EscTrustConfig } from '../../config/readEscTrustConfig';
import { Clock } from '../../time/Clock';
import { AccountMappings, MappedRole } from '../accounts/AccountMappings';
import { CallLimiter } from '../CallLimiter';
import { JudgedBy, MappingJudge } from '../judging/MappingJudge';
import { readRoleSide } from '../judging/RoleSide';
import { AccountState } from '../state/AccountState';
import { EnvironmentState } from '../state/EnvironmentState';
import { issuersOf, roleFactsOf } from '../trustReportOf';
import { Touched } from './Touched';

/** Reads one environment and judges what is touched by it. */
export interface EnvironmentReader {
  readEnvironment(
    environment: Extract<Touched, { kind: 'environment' }>['environment'],
    signal?: AbortSignal,
  ): Promise<void>;
}

/** While something touched is read. */
export interface Reading {
  /** @throws when somebody else reads it by now */
  keepClaim(): Promise<void>;
  signal: AbortSignal;
}

/** What reading what was touched takes. */
export interface TouchedReaderOptions {
  knex: Knex;
  config: Pick<EscTrustConfig, 'accounts' | 'organizations'>;
  aws: AwsAccounts;
  limiter: CallLimiter;
  state: AccountState;
  environments: EnvironmentState;
  mappings: AccountMappings;
  judge: MappingJudge;
  organizations: EnvironmentReader;
  clock: Clock;
}

/**
 * Reads what an event says has changed, and judges the mappings of that alone.
 *
 * @remarks
 * An account that can't be read, or that was never read, is left to its scan,
 * which judges everything: a single answer must not make half of it look known.
 */
export class TouchedReader {
  readonly #options: TouchedReaderOptions;

  constructor(options: TouchedReaderOptions) {
    this.#options = options;
  }

  /** Whether anything could come of reading it. */
  async matters(touched: Touched): Promise<boolean> {
    return touched.kind === 'role'
      ? (await this.#mappingsOfRole(touched)).length > 0
      : true;
  }

  /**
   * @throws ServiceUnavailableError when it can't be read, TooManyCallsError when
   *   it is not its turn
   */
  async read(touched: Touched, reading: Reading): Promise<void> {
    if (touched.kind === 'environment') {
      await this.#options.organizations.readEnvironment(
        touched.environment,
        reading.signal,
      );
    } else if (await this.#isKnown(touched.accountId)) {
      await (touched.kind === 'role'
        ? this.#readRole(touched, reading)
        : this.#readProvider(touched, reading));
    }
  }

  async #readRole(
    touched: Extract<Touched, { kind: 'role' }>,
    reading: Reading,
  ): Promise<void> {
    const { aws, limiter, clock, state } = this.#options;
    const mapped = await this.#mappingsOfRole(touched);
    if (mapped.length === 0) {
      return;
    }
    const account = await aws.reader(touched.accountId);
    let readAt = 0;
    const found = await limiter.call(
      touched.accountId,
      () => {
        readAt = clock.now().getTime();
        return account.getRole(touched.roleName);
      },
      reading,
    );
    // Mappings may name it by several paths: it has one of them.
    for (const arn of new Set(mapped.map(({ roleArn }) => roleArn))) {
      const facts = found?.arn === arn ? roleFactsOf(found) : null;
      await state.recordRole(arn, facts, readAt);
    }
    await this.#judge(mapped, reading);
  }

  async #readProvider(
    touched: Extract<Touched, { kind: 'identity-provider' }>,
    reading: Reading,
  ): Promise<void> {
    const { config, aws, limiter, clock, state, mappings } = this.#options;
    const { accountId, issuer } = touched;
    const inAccount = await mappings.inAccount(accountId);
    const roles = await state.rolesNamed(
      inAccount.map(({ roleArn }) => roleArn),
    );
    // Of a role that nobody has looked for yet, nothing can be said.
    const mapped = inAccount.filter(({ roleArn }) => roles.has(roleArn));
    if (mapped.length === 0) {
      return;
    }
    const account = config.accounts.find(one => one.accountId === accountId);
    const arn = identityProviderArn({ ...account, accountId, issuer });
    const lister = await aws.lister(accountId);
    let readAt = 0;
    const found = await limiter.call(
      accountId,
      () => {
        readAt = clock.now().getTime();
        return lister.getIdentityProvider(arn, reading);
      },
      reading,
    );
    const key = { arn, accountId, issuer };
    await state.recordProvider(key, found ?? null, readAt);
    await this.#judge(mapped, reading);
  }

  /** By what is stored; what moves meanwhile, the next scan judges again. */
  async #judge(mapped: MappedRole[], reading: Reading): Promise<void> {
    const { config, environments, judge } = this.#options;
    const issuers = issuersOf(config);
    const by: JudgedBy = {
      ...reading,
      kind: 'account',
      rolesOf: arns => readRoleSide(arns, { ...this.#options, issuers }),
    };
    const judgement = await judge.judge(mapped, by);
    await judge.read(judgement.unread, by);
    await environments.markForJudging(
      judgement.wantStacks.map(({ environment }) => environment),
    );
  }

  async #mappingsOfRole({
    accountId,
    roleName,
  }: Extract<Touched, { kind: 'role' }>): Promise<MappedRole[]> {
    const rows = await this.#options
      .knex('esc_trust_mappings')
      .where({ account_id: accountId, role_name: roleName, ignored: false })
      .select('id', 'role_arn', 'stale_source');
    return rows.map(row => ({
      id: row.id,
      roleArn: row.role_arn,
      staleSource: row.stale_source ?? undefined,
    }));
  }

  /** Whether its last scan has read it. */
  async #isKnown(accountId: string): Promise<boolean> {
    const row = await this.#options
      .knex('esc_trust_sources')
      .where({ kind: 'account', name: accountId, failed_cycles: 0 })
      .whereNotNull('last_good_at')
      .first('name');
    return row !== undefined;
  }
}
