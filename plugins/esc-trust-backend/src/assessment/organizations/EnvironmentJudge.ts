import {
  EnvironmentRef,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { EscTrustConfig } from '../../config/readEscTrustConfig';
import { parseRoleArn } from '../../aws/roleArn';
import { MappingStore } from '../../mappings/MappingStore';
import { AccountMappings } from '../accounts/AccountMappings';
import { Assessor } from '../Assessor';
import { Judgement, JudgedBy, MappingJudge } from '../judging/MappingJudge';
import { readRoleSide } from '../judging/RoleSide';
import { SourceStore } from '../sources/SourceStore';
import { AccountState } from '../state/AccountState';
import { pathOf, StoredEnvironment } from '../state/environmentRows';
import { EnvironmentState } from '../state/EnvironmentState';
import { issuersOf } from '../trustReportOf';
import { Openings } from './Openings';
import { MappedLogin, OrganizationMappings } from './OrganizationMappings';

const ENVIRONMENTS_AT_ONCE = 100;

/** How a judge works. */
export interface JudgingEnvironments
  extends Pick<JudgedBy, 'keepClaim' | 'signal'> {
  /** Only these, by `project/name`; default: all of the organization. */
  paths?: string[];
}

/** What judging environments takes. */
export interface EnvironmentJudgeOptions {
  knex: Knex;
  config: Pick<EscTrustConfig, 'organizations' | 'accounts'>;
  environments: EnvironmentState;
  accounts: AccountState;
  sources: SourceStore;
  mappings: MappingStore;
  mapped: OrganizationMappings;
  roles: AccountMappings;
  openings: Openings;
  assessor: Assessor;
  judge: MappingJudge;
}

/**
 * Deals with environments that have changed: discovers the pairs that nobody has
 * registered, forgets those that are no more, and judges their mappings.
 */
export class EnvironmentJudge {
  readonly #options: EnvironmentJudgeOptions;

  constructor(options: EnvironmentJudgeOptions) {
    this.#options = options;
  }

  /** @returns how many mappings were judged */
  async judgeChanged(
    organization: string,
    options: JudgingEnvironments,
  ): Promise<number> {
    const { environments } = this.#options;
    let judged = 0;
    let after = '';
    for (;;) {
      options.signal?.throwIfAborted();
      const some = await environments.unjudged(organization, {
        after,
        limit: ENVIRONMENTS_AT_ONCE,
        paths: options.paths,
      });
      if (some.length === 0) {
        return judged;
      }
      await options.keepClaim();
      judged += await this.#judgeSome(organization, some, options);
      after = pathOf(some.at(-1)!.environment);
    }
  }

  /** Judges mappings by what is stored. */
  async judge(
    mapped: MappedLogin[],
    { keepClaim, signal }: JudgingEnvironments,
  ): Promise<Judgement> {
    const { config, accounts, roles, sources, judge } = this.#options;
    const failing = await sources.failing('account');
    const judgement = await judge.judge(mapped, {
      kind: 'organization',
      rolesOf: arns =>
        readRoleSide(arns, {
          issuers: issuersOf(config),
          state: accounts,
          mappings: roles,
          failing,
        }),
      keepClaim,
      signal,
    });
    // Their accounts' scans look at roles that are named, and read whose they are.
    const ownerless = judgement.unread.map(({ roleArn = '' }) => roleArn);
    await accounts.unsettleRoles(ownerless);
    // A scan may have looked at some meanwhile.
    const looked = await accounts.digests([...judgement.unknownRoles], []);
    const unknown = [...judgement.unknownRoles]
      .filter(arn => !looked.has(arn))
      .concat(ownerless)
      .map(arn => parseRoleArn(arn)?.accountId);
    for (const { accountId } of config.accounts) {
      if (unknown.includes(accountId)) {
        await sources.makeDue({ kind: 'account', name: accountId });
      }
    }
    return judgement;
  }

  async #judgeSome(
    organization: string,
    some: StoredEnvironment[],
    options: JudgingEnvironments,
  ): Promise<number> {
    const { environments } = this.#options;
    const mapped = await this.#pairsOf(organization, some);
    const withMappings = some.filter(({ environment }) =>
      mapped.has(stringifyEnvironmentRef(environment)),
    );
    // Stored first: whoever judges them by their roles meanwhile sees them, too.
    await this.#findOpenings(organization, withMappings);
    const all = [...mapped.values()].flat();
    const judgement = await this.judge(all, options);
    await environments.wantStacks(
      judgement.wantStacks.map(({ environment }) => environment),
    );
    const left = new Set(judgement.unjudged.map(namesOf));
    await environments.settle(some.filter(one => !left.has(namesOf(one))));
    await environments.deleteGone(
      organization,
      some
        .filter(one => !mapped.has(namesOf(one)))
        .map(({ environment }) => pathOf(environment)),
    );
    return all.length;
  }

  async #findOpenings(
    organization: string,
    found: StoredEnvironment[],
  ): Promise<void> {
    const { environments, openings } = this.#options;
    for (const one of await openings.openedByOthers(organization, found)) {
      const { environment } = one;
      const inUse = await openings.inUse(one);
      if (JSON.stringify(inUse) !== JSON.stringify(one.openings)) {
        await environments.recordOpenings(environment, inUse);
      }
    }
  }

  /** The mappings of environments, after those that come and go. */
  async #pairsOf(
    organization: string,
    some: StoredEnvironment[],
  ): Promise<Map<string, MappedLogin[]>> {
    const { mappings, mapped, assessor } = this.#options;
    const refs = some.map(({ environment }) => environment);
    const known = await mapped.of(organization, refs);
    const gone: string[] = [];
    const found: Array<{ environment: EnvironmentRef; loginPath: string }> = [];
    for (const { environment, facts } of some) {
      const logins = facts.logins.filter(({ kind }) => kind !== 'static');
      const paths = new Set(logins.map(({ path }) => path));
      const pairs = known.get(stringifyEnvironmentRef(environment)) ?? [];
      const mappedPaths = new Set(pairs.map(({ loginPath }) => loginPath));
      found.push(
        ...[...paths]
          .filter(path => !mappedPaths.has(path))
          .map(loginPath => ({ environment, loginPath })),
      );
      if (facts.problem === undefined || facts.isGone) {
        gone.push(
          ...pairs
            .filter(one => one.source === 'discovered' && !one.isIgnored)
            .filter(({ loginPath }) => !paths.has(loginPath))
            .map(({ id }) => id),
        );
      }
    }
    if (gone.length === 0 && found.length === 0) {
      return known;
    }
    await mappings.forgetDiscovered(gone);
    await mappings.discover(
      found.map(pair => ({
        ...pair,
        trust: assessor.notAssessed(pair.environment),
      })),
    );
    return mapped.of(organization, refs);
  }
}

function namesOf({ environment }: { environment: EnvironmentRef }): string {
  return stringifyEnvironmentRef(environment);
}
