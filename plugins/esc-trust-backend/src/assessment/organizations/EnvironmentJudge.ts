import {
  EnvironmentRef,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { chunks } from '../../chunks';
import { EscTrustConfig } from '../../config/readEscTrustConfig';
import { parseRoleArn } from '../../aws/roleArn';
import { MappingStore } from '../../mappings/MappingStore';
import { Clock } from '../../time/Clock';
import { AccountMappings } from '../accounts/AccountMappings';
import { Assessor } from '../Assessor';
import { Judgement, JudgedBy, MappingJudge } from '../judging/MappingJudge';
import { roleArnOf } from '../judging/assessStored';
import { readRoleSide, StoredRoleSide } from '../judging/RoleSide';
import { stacksMatter } from '../judging/wantsStacks';
import { Source } from '../sources/Source';
import { SourceStore } from '../sources/SourceStore';
import { AccountState } from '../state/AccountState';
import {
  environmentAt,
  pathOf,
  StoredEnvironment,
  storedLoginAt,
} from '../state/environmentRows';
import { EnvironmentState } from '../state/EnvironmentState';
import { issuerOf, issuersOf } from '../trustReportOf';
import { Openings } from './Openings';
import { MappedLogin, OrganizationMappings } from './OrganizationMappings';

const ENVIRONMENTS_AT_ONCE = 100;
const MAPPINGS_AT_ONCE = 100;

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
  clock: Clock;
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
    const { config, accounts, sources, judge } = this.#options;
    const failing = await sources.failing('account');
    const judgement = await judge.judge(mapped, {
      kind: 'organization',
      rolesOf: arns => this.#rolesOf(arns, failing),
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

  /**
   * Whether it matters to a mapping of these environments which stacks open them.
   *
   * @param paths - by `project/name`
   */
  async stacksMatter(organization: string, paths: string[]): Promise<boolean> {
    const { config, environments, mappings, mapped, sources, clock } =
      this.#options;
    const refs = paths.map(path => environmentAt(organization, path));
    const logins = [...(await mapped.of(organization, refs)).values()].flat();
    const stored = await environments.get(refs);
    const failing = await sources.failing('account');
    for (const some of chunks(logins, MAPPINGS_AT_ONCE)) {
      const found = await mappings.getMany(some.map(({ id }) => id));
      const judged = found.flatMap(mapping => {
        const known = mapping && stored.get(namesOf(mapping));
        return known
          ? [{ mapping, login: storedLoginAt(known, mapping.loginPath) }]
          : [];
      });
      const arns = judged.map(({ mapping, login }) =>
        roleArnOf(mapping, login),
      );
      const roles = await this.#rolesOf(
        arns.filter(arn => arn !== undefined),
        failing,
      );
      const matter = judged.some(({ mapping, login }) =>
        stacksMatter(mapping, {
          issuer: issuerOf(config, mapping.environment),
          login,
          roles,
          now: clock.now(),
        }),
      );
      if (matter) {
        return true;
      }
    }
    return false;
  }

  async #rolesOf(arns: string[], failing: Source[]): Promise<StoredRoleSide> {
    const { config, accounts, roles } = this.#options;
    return readRoleSide(arns, {
      issuers: issuersOf(config),
      state: accounts,
      mappings: roles,
      failing,
    });
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
