import { LoggerService } from '@backstage/backend-plugin-api';
import { DEFAULT_ISSUER } from '@internal/backstage-plugin-esc-trust-common';
import { AwsAccounts } from '../../aws/AwsAccount';
import { IAM_PROPAGATION_MS } from '../../aws/retryPolicy';
import { AccountConfig, EscTrustConfig } from '../../config/readEscTrustConfig';
import { Clock } from '../../time/Clock';
import { CallLimiter } from '../CallLimiter';
import { MappingHealth } from '../sources/MappingHealth';
import { Claim } from '../sources/Source';
import { ClaimLostError, SourceStore } from '../sources/SourceStore';
import { AccountState } from '../state/AccountState';
import { diffAccount } from './accountDiff';
import { AccountMappings } from './AccountMappings';
import { MappingJudge } from './MappingJudge';
import { readAccount, UnreadableAccountError } from './readAccount';

/** What scanning an account takes. */
export interface AccountScannerOptions {
  config: Pick<EscTrustConfig, 'accounts' | 'organizations'>;
  aws: AwsAccounts;
  limiter: CallLimiter;
  sources: SourceStore;
  health: MappingHealth;
  state: AccountState;
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
 * The account's new state is written last, and together with the result. When the
 * process dies before, the next scan finds changes again and judges all of them.
 */
export class AccountScanner {
  readonly #options: AccountScannerOptions;
  readonly #issuers: string[];

  constructor(options: AccountScannerOptions) {
    this.#options = options;
    const issuers = options.config.organizations.map(({ issuer }) => issuer);
    this.#issuers = [
      ...new Set(issuers.length > 0 ? issuers : [DEFAULT_ISSUER]),
    ];
  }

  /**
   * @throws ClaimLostError when another replica has taken the account over
   */
  async scan(claim: Claim, signal?: AbortSignal): Promise<void> {
    const { sources, health, logger } = this.#options;
    try {
      await this.#scan(claim, signal);
      if (claim.failure) {
        logger.info(`The account ${claim.name} is readable again`);
      }
    } catch (error) {
      if (!(error instanceof UnreadableAccountError)) {
        throw error;
      }
      if (!claim.failure) {
        logger.warn(
          `The account ${claim.name} can't be read: ${error.message}`,
        );
      }
      await sources.fail(claim, error.message, (tx, failure) =>
        health.failed(tx, claim, failure),
      );
    }
  }

  async #scan(claim: Claim, signal?: AbortSignal): Promise<void> {
    const { sources, health, state, mappings, judge, clock } = this.#options;
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
    const diff = diffAccount({
      accountId,
      settledBefore,
      snapshot,
      named,
      stored: {
        roles: await state.roles(accountId, settledBefore),
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
        all || staleSource !== undefined || diff.changedRoleArns.has(roleArn),
    );
    const unjudged = await judge.judge(affected, {
      ...diff,
      consents,
      keepClaim: () => this.#keep(claim),
      signal,
    });

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
      throw new UnreadableAccountError(
        `The account ${accountId} is not in escTrust.accounts`,
      );
    }
    return account;
  }
}
