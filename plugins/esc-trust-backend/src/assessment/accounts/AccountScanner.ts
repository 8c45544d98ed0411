import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { AwsAccounts } from '../../aws/AwsAccount';
import { IAM_PROPAGATION_MS } from '../../aws/retryPolicy';
import { parseRoleArn } from '../../aws/roleArn';
import { AccountConfig, EscTrustConfig } from '../../config/readEscTrustConfig';
import { Clock } from '../../time/Clock';
import { CallLimiter } from '../CallLimiter';
import { JudgedBy, MappingJudge } from '../judging/MappingJudge';
import { readRoleSide, RoleSide } from '../judging/RoleSide';
import { MappingHealth } from '../sources/MappingHealth';
import { scanSource, UnreadableSourceError } from '../sources/scanSource';
import { Claim } from '../sources/Source';
import { ClaimLostError, SourceStore } from '../sources/SourceStore';
import { AccountState, StoredRole } from '../state/AccountState';
import { Consent } from '../state/digests';
import { EnvironmentState } from '../state/EnvironmentState';
import { issuersOf, roleFactsOf } from '../trustReportOf';
import { AccountDiff, diffAccount } from './accountDiff';
import { AccountMappings } from './AccountMappings';
import { ownerToReread } from './ownerReread';
import { readAccount } from './readAccount';

/** What scanning an account takes. */
export interface AccountScannerOptions {
  config: Pick<EscTrustConfig, 'accounts' | 'organizations'>;
  aws: AwsAccounts;
  limiter: CallLimiter;
  sources: SourceStore;
  health: MappingHealth;
  state: AccountState;
  environments: EnvironmentState;
  mappings: AccountMappings;
  judge: MappingJudge;
  logger: LoggerService;
  clock: Clock;
}

/**
 * Scans one account: reads it, judges the mappings of what has changed, and
 * writes only that.
 *
 * @remarks
 * What nobody had looked at is written first, unsettled, for those who judge
 * mappings meanwhile. The rest of the account's new state is written last, and
 * together with the result. When the process dies before, the next scan finds
 * changes again and judges all of them.
 */
export class AccountScanner {
  readonly #options: AccountScannerOptions;
  readonly #issuers: string[];

  constructor(options: AccountScannerOptions) {
    this.#options = options;
    this.#issuers = issuersOf(options.config);
  }

  /**
   * @throws ClaimLostError when another replica has taken the account over
   */
  async scan(claim: Claim, signal?: AbortSignal): Promise<void> {
    await scanSource(claim, () => this.#scan(claim, signal), this.#options);
  }

  async #scan(claim: Claim, signal?: AbortSignal): Promise<void> {
    const { sources, health, state, environments, mappings, judge, clock } =
      this.#options;
    const { name: accountId } = claim;
    const startedAt = clock.now().getTime();
    const named = new Set(
      (await mappings.inAccount(accountId)).map(({ roleArn }) => roleArn),
    );
    const snapshot = await readAccount({
      ...this.#options,
      account: this.#account(accountId),
      issuers: this.#issuers,
      isNamed: arn => named.has(arn),
      signal,
    });
    const consents = await mappings.consents([...named]);
    // IAM's lists lag behind what was read by itself.
    const settledBefore = startedAt - IAM_PROPAGATION_MS;
    const roles = await this.#storedRoles(claim, {
      settledBefore,
      consents,
      signal,
    });
    const diff = diffAccount({
      accountId,
      settledBefore,
      snapshot,
      named,
      stored: {
        roles,
        providers: await state.providers(accountId),
      },
      consents,
    });

    const isBack = !claim.lastGoodAt || claim.failure !== undefined;
    const all = isBack || diff.providerChanged;
    if (all || diff.changedRoleArns.size > 0) {
      await sources.whileClaimed(claim, async tx => {
        if (isBack) {
          await health.healed(tx, claim);
        }
        await state.unsettle(tx, diff.changes);
      });
    }
    // As it is by now: nothing is stale for want of this account any more.
    const mapped = await mappings.inAccount(accountId);
    const affected = mapped.filter(
      ({ roleArn, staleSource }) =>
        all ||
        staleSource?.startsWith('account:') ||
        diff.changedRoleArns.has(roleArn),
    );
    const by: JudgedBy = {
      kind: 'account',
      rolesOf: arns => this.#rolesOf(arns, { diff, named, consents }),
      keepClaim: () => this.#keep(claim),
      signal,
    };
    const judgement = await judge.judge(affected, by);
    const unread = await judge.read(judgement.unread, by);
    // Their organizations' scans ask which stacks open them.
    await environments.wantStacks(
      judgement.wantStacks.map(({ environment }) => environment),
    );
    const unjudged = new Set(unread.map(({ roleArn }) => roleArn));

    const { changes } = diff;
    // No digest fits where somebody still has to be judged by the next scan.
    await sources.succeed(
      claim,
      { ...snapshot.figures, judged: affected.length },
      tx =>
        state.save(tx, {
          ...changes,
          roles: changes.roles.map(role =>
            unjudged.has(role.arn) ? { ...role, digest: '' } : role,
          ),
          providers: changes.providers.map(provider =>
            unjudged.size > 0 ? { ...provider, digest: '' } : provider,
          ),
        }),
    );
  }

  /** What is stored, with one owner read again when that is long ago. */
  async #storedRoles(
    { name: accountId }: Claim,
    scan: {
      settledBefore: number;
      consents: Map<string, Consent[]>;
      signal?: AbortSignal;
    },
  ): Promise<Map<string, StoredRole>> {
    const { aws, limiter, state, clock } = this.#options;
    const stored = await state.roles(accountId, scan.settledBefore);
    const readAt = clock.now().getTime();
    const before = ownerToReread(stored, scan.consents, readAt);
    const parsed = before && parseRoleArn(before.arn);
    if (!before?.facts || !parsed) {
      return stored;
    }
    const { arn } = before;
    try {
      const account = await aws.reader(accountId);
      const found = await limiter.call(
        accountId,
        () => account.getRole(parsed.name),
        scan,
      );
      const facts = found?.arn === arn ? roleFactsOf(found) : null;
      await state.recordRole(arn, facts, readAt);
      return new Map([...stored, ...(await state.rolesNamed([arn]))]);
    } catch (error) {
      if (!isError(error) || error.name !== 'ServiceUnavailableError') {
        throw error;
      }
      // Nobody knows any more: its mappings are read by themselves, and stale
      // while they can't be.
      const facts = { ...before.facts, owner: undefined };
      return new Map([...stored, [arn, { ...before, facts }]]);
    }
  }

  /** As just read; of other accounts as stored. */
  async #rolesOf(
    arns: string[],
    read: {
      diff: AccountDiff;
      named: ReadonlySet<string>;
      consents: Map<string, Consent[]>;
    },
  ): Promise<RoleSide> {
    const { diff, named, consents } = read;
    // One that was mapped meanwhile was perhaps not kept.
    const isRead = (arn: string) => named.has(arn) || diff.roles.has(arn);
    const stored = await readRoleSide(
      arns.filter(arn => !isRead(arn)),
      { ...this.#options, issuers: this.#issuers },
    );
    return {
      ...stored,
      roleOf: arn =>
        isRead(arn) ? diff.roles.get(arn) ?? null : stored.roleOf(arn),
      identityProviderOf: (arn, issuer) =>
        isRead(arn)
          ? diff.identityProviders.get(issuer)
          : stored.identityProviderOf(arn, issuer),
      consentsOf: arn =>
        isRead(arn) ? consents.get(arn) ?? [] : stored.consentsOf(arn),
    };
  }

  async #keep(claim: Claim): Promise<void> {
    if (!(await this.#options.sources.renew(claim))) {
      throw new ClaimLostError(claim);
    }
  }

  #account(accountId: string): AccountConfig {
    const account = this.#options.config.accounts.find(
      one => one.accountId === accountId,
    );
    if (!account) {
      // Another replica has another configuration.
      throw new UnreadableSourceError(
        `The account ${accountId} is not in escTrust.accounts`,
      );
    }
    return account;
  }
}
