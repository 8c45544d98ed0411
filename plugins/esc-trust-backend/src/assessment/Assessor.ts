import { isError } from '@backstage/errors';
import {
  assessTrust,
  AwsLogin,
  DEFAULT_ISSUER,
  ESC_TRUST_TAGS,
  EnvironmentRef,
  findAwsLogins,
  identityProviderArn,
  Mapping,
  stringifyEnvironmentRef,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';
import { sameRef } from '../access/ownership';
import { AwsAccounts, RoleState } from '../aws/AwsAccount';
import { parseRoleArn } from '../aws/roleArn';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { AssessmentUpdate, MappingStore } from '../mappings/MappingStore';
import { PulumiCloud } from '../pulumi/PulumiCloud';

/** What is live about the role of a login; undefined is "not known". */
interface LiveRole {
  role?: RoleState | null;
  identityProvider?: { arn: string; clientIds: string[] } | null;
}

/** A source that could not be read, and why. */
class UnreadableSource extends Error {}

/** Reads the live state of a mapping and reports on it. */
export class Assessor {
  readonly #pulumi: PulumiCloud;
  readonly #aws: AwsAccounts;
  readonly #mappings: MappingStore;
  readonly #config: EscTrustConfig;
  readonly #now: () => Date;

  constructor(options: {
    pulumi: PulumiCloud;
    aws: AwsAccounts;
    mappings: MappingStore;
    config: EscTrustConfig;
    now?: () => Date;
  }) {
    this.#pulumi = options.pulumi;
    this.#aws = options.aws;
    this.#mappings = options.mappings;
    this.#config = options.config;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * Assesses one login.
   *
   * @remarks
   * A source that can't be read keeps the last report, marked stale: an outage
   * must not look like a broken or a repaired role. Without a last report the
   * answer is `unknown`.
   *
   * @param subject - the login, and what is stored about it so far
   */
  async assess(
    subject: Pick<Mapping, 'environment' | 'loginPath'> & Partial<Mapping>,
  ): Promise<AssessmentUpdate> {
    try {
      return await this.#assessLive(subject);
    } catch (error) {
      if (!(error instanceof UnreadableSource)) {
        throw error;
      }
      const stale = {
        since: subject.stale?.since ?? this.#now().toISOString(),
        reason: error.message,
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
  ): Promise<AssessmentUpdate> {
    const { environment, loginPath } = subject;
    const { login, problem } = await this.#readLogin(environment, loginPath);
    // A definition that can't be parsed says nothing new about its role.
    const arn = login === undefined ? subject.roleArn : literalRoleArn(login);
    const issuer = this.#issuerOf(environment);
    const live = arn ? await this.#readRole(arn, issuer) : {};
    const intended = await this.#intended(arn, live.role);
    return {
      roleArn: arn,
      accountId: arn ? parseRoleArn(arn)?.accountId : undefined,
      trust: assessTrust({
        environment,
        issuer,
        login,
        definitionProblem: problem,
        ...live,
        intended,
        isIntended: intended.some(
          other =>
            stringifyEnvironmentRef(other) ===
            stringifyEnvironmentRef(environment),
        ),
      }),
    };
  }

  /**
   * The environments that the role's owner agreed to. A consent ends with the
   * ownership: of a role that has another owner by now, it counts no more.
   */
  async #intended(
    arn: string | undefined,
    role: LiveRole['role'],
  ): Promise<EnvironmentRef[]> {
    const owner = role?.tags[ESC_TRUST_TAGS.owner];
    if (!arn || !owner) {
      return [];
    }
    const consents = await this.#mappings.listIntendedEnvironments(arn);
    return consents
      .filter(consent => sameRef(consent.ownerRef, owner))
      .map(({ organization, project, name }) => ({
        organization,
        project,
        name,
      }));
  }

  /** Null when the definition has no such login. */
  async #readLogin(
    environment: EnvironmentRef,
    loginPath: string,
  ): Promise<{ login?: AwsLogin | null; problem?: string }> {
    const definition = await read(() =>
      this.#pulumi.getEnvironment(environment),
    );
    if (!definition) {
      // Pulumi Cloud answers the same for what is absent and what is hidden.
      throw new UnreadableSource(
        `The environment ${stringifyEnvironmentRef(
          environment,
        )} doesn't exist, or the portal's token can't see it`,
      );
    }
    const { logins, problems } = findAwsLogins(definition.yaml);
    return problems.length > 0
      ? { problem: problems[0].message }
      : { login: logins.find(login => login.path === loginPath) ?? null };
  }

  async #readRole(arn: string, issuer: string): Promise<LiveRole> {
    const parsed = parseRoleArn(arn);
    const configured = this.#config.accounts.some(
      account => account.accountId === parsed?.accountId,
    );
    if (!parsed || !configured) {
      return {};
    }
    return read(async () => {
      const account = await this.#aws.reader(parsed.accountId);
      const [role, identityProvider] = await Promise.all([
        account.getRole(parsed.name),
        account.getIdentityProvider(identityProviderArn({ issuer, ...parsed })),
      ]);
      return {
        // A login that names another path names another role.
        role: role?.arn === arn ? role : null,
        identityProvider: identityProvider ?? null,
      };
    });
  }

  #issuerOf(environment: EnvironmentRef): string {
    return (
      this.#config.organizations.find(
        organization => organization.name === environment.organization,
      )?.issuer ?? DEFAULT_ISSUER
    );
  }

  /** The report of a login that nobody has looked at yet: `unknown`. */
  notAssessed(environment: EnvironmentRef): TrustReport {
    return assessTrust({ environment, issuer: this.#issuerOf(environment) });
  }
}

function literalRoleArn(login: AwsLogin | null): string | undefined {
  return login?.roleArn && 'literal' in login.roleArn
    ? login.roleArn.literal
    : undefined;
}

/** Only a source that is unavailable makes a report stale; a bug does not. */
async function read<T>(fn: () => Promise<T>): Promise<T> {
  try {
    return await fn();
  } catch (error) {
    if (isError(error) && error.name === 'ServiceUnavailableError') {
      throw new UnreadableSource(error.message);
    }
    throw error;
  }
}
