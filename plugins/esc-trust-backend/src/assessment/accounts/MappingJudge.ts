import { LoggerService } from '@backstage/backend-plugin-api';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { EscTrustConfig } from '../../config/readEscTrustConfig';
import { AssessmentUpdate, MappingStore } from '../../mappings/MappingStore';
import { Clock } from '../../time/Clock';
import { Assessor } from '../Assessor';
import { CallLimiter } from '../CallLimiter';
import { LoginState, StoredLogin } from '../state/LoginState';
import { issuerOf } from '../trustReportOf';
import { AccountDiff } from './accountDiff';
import { MappedRole } from './AccountMappings';
import { assessStored } from './assessStored';
import { Consent } from '../state/digests';

const MAPPINGS_AT_ONCE = 100;
/**
 * Mappings of an account that one scan reads by themselves: the others are left
 * to the next ones, or an account with many would keep others waiting.
 */
const MOST_READS = 20;
/** A role and the identity provider. */
const CALLS_PER_READ = 2;

/** What the mappings of an account are judged by. */
export interface JudgedBy
  extends Pick<AccountDiff, 'roles' | 'identityProviders'> {
  /** By role. */
  consents: Map<string, Consent[]>;
  /** @throws ClaimLostError when somebody else judges by now */
  keepClaim(): Promise<void>;
  signal?: AbortSignal;
}

/**
 * Judges mappings by the state of their account and by what was last read of
 * their definitions, and writes what has changed.
 *
 * @remarks
 * One whose login or whose role's owner has never been read is read by itself,
 * once: then both are stored. So is one whose definition could not be read.
 */
export class MappingJudge {
  readonly #config: Pick<EscTrustConfig, 'organizations'>;
  readonly #mappings: MappingStore;
  readonly #logins: LoginState;
  readonly #assessor: Assessor;
  readonly #limiter: CallLimiter;
  readonly #clock: Clock;
  readonly #logger: LoggerService;

  constructor(options: {
    config: Pick<EscTrustConfig, 'organizations'>;
    mappings: MappingStore;
    logins: LoginState;
    assessor: Assessor;
    limiter: CallLimiter;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#config = options.config;
    this.#mappings = options.mappings;
    this.#logins = options.logins;
    this.#assessor = options.assessor;
    this.#limiter = options.limiter;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  /** @returns the roles of mappings that could not be judged */
  async judge(mapped: MappedRole[], by: JudgedBy): Promise<Set<string>> {
    const unjudged = new Set<string>();
    let reads = 0;
    const read = (mapping: Mapping) => {
      reads += 1;
      return reads > MOST_READS ? undefined : this.#fromRead(mapping, by);
    };
    for (let at = 0; at < mapped.length; at += MAPPINGS_AT_ONCE) {
      await by.keepClaim();
      const some = mapped.slice(at, at + MAPPINGS_AT_ONCE);
      const ids = some.map(({ id }) => id);
      const mappings = await this.#mappings.getMany(ids);
      const logins = await this.#logins.ofMappings(ids);
      for (const [index, { id, roleArn, staleSource }] of some.entries()) {
        by.signal?.throwIfAborted();
        const mapping = mappings[index];
        if (!mapping) {
          continue;
        }
        const awaitsOrganization = staleSource?.startsWith('organization:');
        const update =
          (awaitsOrganization
            ? undefined
            : this.#fromKnown(mapping, logins.get(id), by)) ??
          (await read(mapping));
        if (update && !isSame(mapping, update)) {
          await this.#mappings.recordAssessment(id, update);
        }
        if (!update || update.stale) {
          unjudged.add(roleArn);
        }
      }
    }
    return unjudged;
  }

  #fromKnown(
    mapping: Mapping,
    login: StoredLogin | undefined,
    by: JudgedBy,
  ): AssessmentUpdate | undefined {
    const issuer = issuerOf(this.#config, mapping.environment);
    const arn = mapping.roleArn ?? '';
    return assessStored(mapping, {
      issuer,
      login,
      role: by.roles.get(arn) ?? null,
      identityProvider: by.identityProviders.get(issuer),
      consents: by.consents.get(arn) ?? [],
      now: this.#clock.now(),
    });
  }

  async #fromRead(
    mapping: Mapping,
    by: JudgedBy,
  ): Promise<AssessmentUpdate | undefined> {
    for (let calls = 0; calls < CALLS_PER_READ; calls++) {
      await this.#limiter.take(by.signal);
    }
    await by.keepClaim();
    try {
      return await this.#assessor.assess(mapping);
    } catch (error) {
      this.#logger.error(
        `The mapping ${mapping.id} can't be assessed: ${
          error instanceof Error ? error.name : typeof error
        }`,
      );
      return undefined;
    }
  }
}

/** Spares the database a look at most mappings. */
function isSame(mapping: Mapping, update: AssessmentUpdate): boolean {
  return (
    !mapping.stale &&
    !update.stale &&
    mapping.roleArn === update.roleArn &&
    mapping.accountId === update.accountId &&
    JSON.stringify(mapping.trust) === JSON.stringify(update.trust)
  );
}
