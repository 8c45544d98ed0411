import { isError } from '@backstage/errors';
import {
  assessTrust,
  EnvironmentRef,
  identityProviderArn,
  Mapping,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';
import { AwsAccounts } from '../aws/AwsAccount';
import { parseRoleArn } from '../aws/roleArn';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { acceptedFingerprints } from '../mappings/acceptances';
import { AssessmentUpdate, MappingStore } from '../mappings/MappingStore';
import { Metrics, noMetrics } from '../metrics/Metrics';
import { PulumiCloud } from '../pulumi/PulumiCloud';
import { CallLimiter, CallOptions, TooManyCallsError } from './CallLimiter';
import { openingsOf, roleArnOf } from './judging/assessStored';
import { Openings } from './organizations/Openings';
import { sourceKey, SourceRef } from './sources/Source';
import { AccountState } from './state/AccountState';
import {
  environmentFactsOf,
  loginAt,
  StoredLogin,
} from './state/environmentFacts';
import { EnvironmentState } from './state/EnvironmentState';
import {
  issuerOf,
  MappingFacts,
  roleFactsOf,
  trustReportOf,
} from './trustReportOf';

/** What is live about the role of a login. */
type LiveRole = Pick<MappingFacts, 'role' | 'identityProvider'>;

/** Where an assessor notes what it has read. */
export interface AssessorStates {
  accounts: AccountState;
  environments: EnvironmentState;
  openings: Openings;
}

/** A source that could not be read, and why. */
class UnreadableSource extends Error {
  constructor(readonly source: SourceRef, message: string) {
    super(message);
  }
}

/** Reads the live state of a mapping and reports on it. */
export class Assessor {
  readonly #pulumi: PulumiCloud;
  readonly #aws: AwsAccounts;
  readonly #mappings: MappingStore;
  readonly #config: EscTrustConfig;
  readonly #now: () => Date;
  readonly #states?: AssessorStates;
  readonly #metrics: Metrics;
  readonly #limiter?: CallLimiter;

  constructor(options: {
    pulumi: PulumiCloud;
    aws: AwsAccounts;
    mappings: MappingStore;
    config: EscTrustConfig;
    now?: () => Date;
    /** Where what was read is noted, for assessments that don't read. */
    states?: AssessorStates;
    metrics?: Metrics;
    /** Of calls of IAM. Default: there is no limit. */
    limiter?: CallLimiter;
  }) {
    this.#pulumi = options.pulumi;
    this.#aws = options.aws;
    this.#mappings = options.mappings;
    this.#config = options.config;
    this.#now = options.now ?? (() => new Date());
    this.#states = options.states;
    this.#metrics = options.metrics ?? noMetrics;
    this.#limiter = options.limiter;
  }

  /**
   * Assesses one login.
   *
   * @remarks
   * A source that can't be read keeps the last report, marked stale: an outage
   * must not look like a broken or a repaired role. Without a last report the
   * answer is `unknown`. So it is when a person would have to wait too long for
   * calls; the next scan of the account makes up for it.
   *
   * @param subject - the login, and what is stored about it so far
   * @param calls - how calls of IAM are waited for. Default: for a person
   * @throws TooManyCallsError when nobody waits, and it is not its turn
   */
  async assess(
    subject: Pick<Mapping, 'environment' | 'loginPath'> & Partial<Mapping>,
    calls: CallOptions = { isForPerson: true },
  ): Promise<AssessmentUpdate> {
    try {
      const update = await this.#assessLive(subject, calls);
      this.#metrics.assessed('read', 'assessed');
      return update;
    } catch (error) {
      if (!(error instanceof UnreadableSource)) {
        throw error;
      }
      this.#metrics.assessed('read', 'unreadable');
      const stale = {
        since: subject.stale?.since ?? this.#now().toISOString(),
        reason: error.message,
        source: sourceKey(error.source),
      };
      return {
        roleArn: subject.roleArn,
        accountId: subject.accountId,
        trust: subject.trust ?? this.notAssessed(subject.environment),
        stale,
      };
    }
  }

  async #assessLive(
    subject: Pick<Mapping, 'environment' | 'loginPath'> & Partial<Mapping>,
    calls: CallOptions,
  ): Promise<AssessmentUpdate> {
    const { environment, loginPath } = subject;
    const readAt = this.#now().getTime();
    const login = await this.#readLogin(environment, loginPath, readAt);
    // A definition that can't be parsed says nothing new about its role.
    const arn = roleArnOf(subject, login);
    const issuer = issuerOf(this.#config, environment);
    const live = arn
      ? await this.#readRole(arn, { issuer, readAt, calls })
      : {};
    return {
      roleArn: arn,
      accountId: arn ? parseRoleArn(arn)?.accountId : undefined,
      definitionReadAt: readAt,
      trust: trustReportOf({
        environment,
        issuer,
        ...login,
        openings: openingsOf(subject, login),
        ...live,
        acceptedFingerprints: acceptedFingerprints(subject, this.#now()),
        consents: arn ? await this.#mappings.listIntendedEnvironments(arn) : [],
      }),
    };
  }

  async #readLogin(
    environment: EnvironmentRef,
    loginPath: string,
    readAt: number,
  ): Promise<StoredLogin> {
    const source: SourceRef = {
      kind: 'organization',
      name: environment.organization,
    };
    const definition = await readFrom(source, () =>
      this.#pulumi.getEnvironment(environment),
    );
    const facts = environmentFactsOf(environment, definition);
    if (!this.#states) {
      return loginAt(facts, loginPath);
    }
    const { environments, openings } = this.#states;
    await environments.recordOne({ environment, facts, readAt });
    // Imports may have changed along with it.
    const inUse = await openings.inUse({ environment, facts });
    return { ...loginAt(facts, loginPath), openings: inUse[loginPath] };
  }

  async #readRole(
    arn: string,
    options: { issuer: string; readAt: number; calls: CallOptions },
  ): Promise<LiveRole> {
    const { issuer, readAt, calls } = options;
    const parsed = parseRoleArn(arn);
    const configured = this.#config.accounts.some(
      account => account.accountId === parsed?.accountId,
    );
    if (!parsed || !configured) {
      return {};
    }
    const { accountId, name } = parsed;
    const providerArn = identityProviderArn({ issuer, ...parsed });
    const [found, identityProvider] = await readFrom(
      { kind: 'account', name: accountId },
      async () => {
        const account = await this.#aws.reader(accountId);
        const call = <T>(send: () => Promise<T>) =>
          this.#limiter ? this.#limiter.call(accountId, send, calls) : send();
        return Promise.all([
          call(() => account.getRole(name)),
          call(() => account.getIdentityProvider(providerArn)),
        ]);
      },
      calls,
    );
    // A login that names another path names another role.
    const role = found?.arn === arn ? roleFactsOf(found) : null;
    await this.#states?.accounts.recordRole(arn, role, readAt);
    await this.#states?.accounts.recordProvider(
      { arn: providerArn, accountId, issuer },
      identityProvider ?? null,
      readAt,
    );
    return {
      role,
      identityProvider: identityProvider ?? null,
    };
  }

  /** The report of a login that nobody has looked at yet: `unknown`. */
  notAssessed(environment: EnvironmentRef): TrustReport {
    return assessTrust({
      environment,
      issuer: issuerOf(this.#config, environment),
    });
  }
}

/** Only a source that is unavailable makes a report stale; a bug does not. */
async function readFrom<T>(
  source: SourceRef,
  fn: () => Promise<T>,
  { isForPerson }: CallOptions = {},
): Promise<T> {
  try {
    return await fn();
  } catch (error) {
    if (error instanceof TooManyCallsError && isForPerson) {
      throw new UnreadableSource(
        source,
        `${error.message}: the account ${source.name} is read again soon`,
      );
    }
    if (isError(error) && error.name === 'ServiceUnavailableError') {
      throw new UnreadableSource(source, error.message);
    }
    throw error;
  }
}
