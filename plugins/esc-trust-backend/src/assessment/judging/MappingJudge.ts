import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Mapping,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { chunks } from '../../chunks';
import { EscTrustConfig } from '../../config/readEscTrustConfig';
import {
  AssessmentRecord,
  AssessmentUpdate,
  MappingStore,
} from '../../mappings/MappingStore';
import { Metrics } from '../../metrics/Metrics';
import { Clock } from '../../time/Clock';
import { nextTurn } from '../../time/nextTurn';
import { Assessor } from '../Assessor';
import { TooManyCallsError } from '../CallLimiter';
import { SourceKind } from '../sources/Source';
import { StoredLogin } from '../state/environmentFacts';
import { StoredEnvironment, storedLoginAt } from '../state/environmentRows';
import { EnvironmentState } from '../state/EnvironmentState';
import { issuerOf } from '../trustReportOf';
import { assessStored, KnownFacts, roleArnOf } from './assessStored';
import { RoleSide, StoredRoleSide } from './RoleSide';
import { wantsStacks } from './wantsStacks';

const MAPPINGS_AT_ONCE = 100;
/** A few milliseconds of work, which nobody else waits for. */
const MAPPINGS_PER_TURN = 20;
/**
 * Mappings that one scan reads by themselves: the others are left to the next
 * ones, or a source with many would keep others waiting.
 */
const MOST_READS = 20;

/** A mapping that is to be judged. */
export interface JudgedMapping {
  id: string;
  /** The source that it waits for, as `sourceKey` writes it. */
  staleSource?: string;
}

/** How mappings are judged. */
export interface JudgedBy {
  /** The kind of source that has been read: the other kind may be away. */
  kind: SourceKind;
  /** What is known of the roles that their logins name. */
  rolesOf: (arns: string[]) => Promise<RoleSide | StoredRoleSide>;
  /** @throws ClaimLostError when somebody else judges by now */
  keepClaim(): Promise<void>;
  signal?: AbortSignal;
}

/** What has come of it. */
export interface Judgement {
  /** Mappings whose environments are marked: they have to be judged once more. */
  unjudged: Mapping[];
  /** Roles that nobody has looked at yet. */
  unknownRoles: Set<string>;
  /** Mappings of roles whose owners are unknown: they have to be read. */
  unread: Mapping[];
  /** Mappings of which it matters whether a stack lists their environments. */
  wantStacks: Mapping[];
}

/** What judging mappings takes. */
export interface MappingJudgeOptions {
  config: Pick<EscTrustConfig, 'organizations' | 'accounts'>;
  mappings: MappingStore;
  environments: EnvironmentState;
  assessor: Assessor;
  metrics?: Metrics;
  clock: Clock;
  logger: LoggerService;
}

/**
 * Judges mappings by what is known of both sides, and writes what has changed.
 *
 * @remarks
 * Two replicas may judge the same mapping at the same time, after its account and
 * after its organization was read. Whoever finds afterwards that the other side
 * has moved, or is being written, leaves the mapping to be judged again.
 */
export class MappingJudge {
  readonly #options: MappingJudgeOptions;

  constructor(options: MappingJudgeOptions) {
    this.#options = options;
  }

  async judge(mapped: JudgedMapping[], by: JudgedBy): Promise<Judgement> {
    const all: Judgement = {
      unjudged: [],
      unknownRoles: new Set(),
      unread: [],
      wantStacks: [],
    };
    for (const some of chunks(mapped, MAPPINGS_AT_ONCE)) {
      by.signal?.throwIfAborted();
      await this.#judgeKnown(some, by, all);
    }
    await this.#options.environments.markForJudging(
      all.unjudged.map(({ environment }) => environment),
    );
    return all;
  }

  /**
   * Reads both sides of mappings whose roles' owners are unknown, once: then they
   * are stored.
   *
   * @returns those that somebody has to read once more
   */
  async read(unread: Mapping[], by: JudgedBy): Promise<Mapping[]> {
    const left = unread.slice(MOST_READS);
    for (const mapping of unread.slice(0, MOST_READS)) {
      const update = await this.#fromRead(mapping, by);
      if (update) {
        await by.keepClaim();
        await this.#options.mappings.recordAssessment(mapping.id, update);
      }
      if (!update || update.stale) {
        left.push(mapping);
      }
    }
    return left;
  }

  async #judgeKnown(
    mapped: JudgedMapping[],
    by: JudgedBy,
    all: Judgement,
  ): Promise<void> {
    const { mappings: store, environments } = this.#options;
    const staleSources = new Map(mapped.map(one => [one.id, one.staleSource]));
    const found = await store.getMany(mapped.map(({ id }) => id));
    const mappings = found.filter(mapping => mapping !== undefined);
    const refs = mappings.map(({ environment }) => environment);
    const stored = await environments.get(refs);
    const arnOf = (mapping: Mapping) =>
      roleArnOf(mapping, loginOf(mapping, stored) ?? {});
    const arns = mappings.map(arnOf).filter(arn => arn !== undefined);
    const roles = await by.rolesOf(arns);
    const judged: Array<{ mapping: Mapping; arn?: string }> = [];
    const records: AssessmentRecord[] = [];
    for (const [index, mapping] of mappings.entries()) {
      if (index % MAPPINGS_PER_TURN === 0) {
        await nextTurn();
      }
      const arn = arnOf(mapping);
      const login = loginOf(mapping, stored);
      if (!login) {
        // Nobody has read it: it is judged when somebody has.
        continue;
      }
      const known = this.#known(mapping, login, roles);
      const update = assessStored(mapping, known);
      if (!update) {
        all.unread.push(mapping);
        continue;
      }
      if (isLeft(mapping, staleSources.get(mapping.id), { arn, by })) {
        // An account that is back has all of its mappings judged anyway.
        if (by.kind === 'account') {
          all.unjudged.push(mapping);
        }
        continue;
      }
      judged.push({ mapping, arn });
      if (!isSame(mapping, update)) {
        records.push({ id: mapping.id, update });
      }
      if (arn !== undefined && roles.roleOf(arn) === undefined) {
        all.unknownRoles.add(arn);
      }
      if (wantsStacks(mapping, { known, update, stored })) {
        all.wantStacks.push(mapping);
      }
    }
    this.#options.metrics?.assessed('stored', 'assessed', judged.length);
    if (records.length > 0) {
      await by.keepClaim();
      await store.recordAssessments(records);
    }
    if (records.length > 0 || all.unknownRoles.size > 0) {
      const moved = await this.#movedSince(stored, roles);
      all.unjudged.push(
        ...judged
          .filter(({ mapping, arn }) => moved(mapping, arn))
          .map(({ mapping }) => mapping),
      );
    }
  }

  #known(mapping: Mapping, login: StoredLogin, roles: RoleSide): KnownFacts {
    return {
      issuer: issuerOf(this.#options.config, mapping.environment),
      login,
      roles,
      now: this.#options.clock.now(),
    };
  }

  async #movedSince(
    stored: Map<string, StoredEnvironment>,
    roles: RoleSide | StoredRoleSide,
  ) {
    const now = await this.#options.environments.get(
      [...stored.values()].map(({ environment }) => environment),
    );
    const movedRoles =
      'changedSince' in roles ? await roles.changedSince() : new Set<string>();
    return ({ environment }: Mapping, arn: string | undefined) => {
      const key = stringifyEnvironmentRef(environment);
      return (
        stored.get(key)?.version !== now.get(key)?.version ||
        (arn !== undefined && movedRoles.has(arn))
      );
    };
  }

  async #fromRead(
    mapping: Mapping,
    by: JudgedBy,
  ): Promise<AssessmentUpdate | undefined> {
    const { assessor, logger } = this.#options;
    await by.keepClaim();
    try {
      return await assessor.assess(mapping, { signal: by.signal });
    } catch (error) {
      by.signal?.throwIfAborted();
      if (error instanceof TooManyCallsError) {
        throw error;
      }
      logger.error(
        `The mapping ${mapping.id} can't be assessed: ${
          error instanceof Error ? error.name : typeof error
        }`,
      );
      return undefined;
    }
  }
}

/** Absent while its definition has never been read. */
function loginOf(
  { environment, loginPath }: Mapping,
  stored: Map<string, StoredEnvironment>,
): StoredLogin | undefined {
  const known = stored.get(stringifyEnvironmentRef(environment));
  return known && storedLoginAt(known, loginPath);
}

/**
 * What waits for a source of the other kind is judged when that is back: until
 * then it keeps what it has. Not when it uses another role by now.
 */
function isLeft(
  mapping: Mapping,
  staleSource: string | undefined,
  { arn, by }: { arn: string | undefined; by: JudgedBy },
): boolean {
  return (
    staleSource !== undefined &&
    !staleSource.startsWith(`${by.kind}:`) &&
    (by.kind === 'account' || arn === mapping.roleArn)
  );
}

/** Spares the database a look at most mappings. */
function isSame(mapping: Mapping, update: AssessmentUpdate): boolean {
  return (
    mapping.stale?.since === update.stale?.since &&
    mapping.stale?.reason === update.stale?.reason &&
    mapping.roleArn === update.roleArn &&
    mapping.accountId === update.accountId &&
    JSON.stringify(mapping.trust) === JSON.stringify(update.trust)
  );
}
