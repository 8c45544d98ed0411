import { NotFoundError } from '@backstage/errors';
import {
  AwsLogin,
  claimsFor,
  EnvironmentDetails,
  EnvironmentList,
  EnvironmentLogin,
  EnvironmentQuery,
  EnvironmentRef,
  findAwsLogins,
  isCustomAudienceIssuer,
  Opening,
  renderSubject,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { Reading } from '../access/CallerReader';
import { ReadableNames } from '../access/ReadableNames';
import {
  EscTrustConfig,
  OrganizationConfig,
} from '../config/readEscTrustConfig';
import { readHeadlines } from '../mappings/listing/headlines';
import { MappingStore } from '../mappings/MappingStore';
import { ListedEnvironment, PulumiCloud } from '../pulumi/PulumiCloud';
import { inTime } from './inTime';
import { decodeCursor, encodeCursor } from './pageCursor';

const DEFAULT_LIMIT = 50;
/** A search that finds nothing goes on with the caller's next request. */
const MOST_PAGES = 5;
const MOST_MAPPINGS = 100;

const OPENINGS: Opening[] = [
  { kind: 'direct' },
  { kind: 'import' },
  { kind: 'stack' },
];

const placeSchema = z
  .object({
    /** Of Pulumi Cloud; absent for its first page. */
    page: z.string().max(2_000).optional(),
    /** How many of that page have been looked at. */
    seen: z.number().int().nonnegative(),
  })
  .strict();

/** Where a page of ours starts. */
type Place = z.infer<typeof placeSchema>;

/** Shows environments as they are in Pulumi Cloud right now. */
export class EnvironmentInspector {
  readonly #config: Pick<EscTrustConfig, 'organizations'>;
  readonly #pulumi: PulumiCloud;
  readonly #knex: Knex;
  readonly #mappings: MappingStore;
  readonly #names: ReadableNames;

  constructor(options: {
    config: Pick<EscTrustConfig, 'organizations'>;
    pulumi: PulumiCloud;
    knex: Knex;
    mappings: MappingStore;
    names: ReadableNames;
  }) {
    this.#config = options.config;
    this.#pulumi = options.pulumi;
    this.#knex = options.knex;
    this.#mappings = options.mappings;
    this.#names = options.names;
  }

  /**
   * One page of an organization's environments.
   *
   * @param reading - which mappings are shown
   * @throws NotFoundError for an organization that isn't configured, InputError
   *   for a cursor that isn't one, ServiceUnavailableError
   */
  async list(
    query: EnvironmentQuery,
    reading: Reading,
  ): Promise<EnvironmentList> {
    this.#require(query.organization);
    const { found, next } = await inTime('Pulumi Cloud', signal =>
      this.#find(query, signal),
    );
    const headlines =
      reading.visible === 'none'
        ? undefined
        : await readHeadlines(
            this.#knex,
            found.map(({ environment }) => environment),
            reading.visible,
          );
    return {
      items: found.map(({ environment, modified }) => ({
        environment,
        ...(modified ? { modified } : {}),
        mappings: headlines?.get(stringifyEnvironmentRef(environment)) ?? [],
      })),
      pageInfo: next ? { nextCursor: encodeCursor(next) } : {},
    };
  }

  /**
   * One environment: never more of its definition than its logins.
   *
   * @param reading - which mappings are shown
   * @throws NotFoundError, ServiceUnavailableError
   */
  async get(
    environment: EnvironmentRef,
    reading: Reading,
  ): Promise<EnvironmentDetails> {
    const { issuer } = this.#require(environment.organization);
    const definition = await inTime('Pulumi Cloud', signal =>
      this.#pulumi.getEnvironment(environment, { signal }),
    );
    const name = stringifyEnvironmentRef(environment);
    if (!definition) {
      // Pulumi Cloud answers the same for what is absent and what is hidden.
      throw new NotFoundError(
        `The environment ${name} doesn't exist, or the portal's token can't see it`,
      );
    }
    const { logins, problems } = findAwsLogins(definition.yaml);
    const { items } =
      reading.visible === 'none'
        ? { items: [] }
        : await this.#mappings.list(
            { environment: [name], limit: MOST_MAPPINGS },
            reading.visible,
          );
    return {
      environment,
      issuer,
      logins: logins.map(login => ({
        login,
        openings: claimsOf(environment, login, issuer),
      })),
      problems,
      mappings: await this.#names.tell(items, reading),
    };
  }

  async #find(
    { organization, q, limit = DEFAULT_LIMIT, cursor }: EnvironmentQuery,
    signal: AbortSignal,
  ): Promise<{ found: ListedEnvironment[]; next?: Place }> {
    let place: Place = cursor ? decodeCursor(cursor, placeSchema) : { seen: 0 };
    const found: ListedEnvironment[] = [];
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const page = await this.#pulumi.listEnvironments(organization, {
        cursor: place.page,
        signal,
      });
      for (const listed of page.environments.slice(place.seen)) {
        if (found.length === limit) {
          return { found, next: place };
        }
        place = { ...place, seen: place.seen + 1 };
        if (startsWith(listed.environment, q)) {
          found.push(listed);
        }
      }
      if (page.next === undefined) {
        return { found };
      }
      place = { page: page.next, seen: 0 };
    }
    return { found, next: place };
  }

  #require(name: string): OrganizationConfig {
    const organization = this.#config.organizations.find(
      one => one.name === name,
    );
    if (!organization) {
      throw new NotFoundError(
        `The organization ${name} is not in escTrust.organizations`,
      );
    }
    return organization;
  }
}

function startsWith(
  { project, name }: EnvironmentRef,
  q: string = '',
): boolean {
  return [`${project}/${name}`, name].some(text =>
    text.toLowerCase().startsWith(q.toLowerCase()),
  );
}

/** What the tokens of a login say, as far as that is known before an opening. */
function claimsOf(
  environment: EnvironmentRef,
  { kind, subjectAttributes = { literal: [] } }: AwsLogin,
  issuer: string,
): EnvironmentLogin['openings'] {
  if (
    kind !== 'oidc' ||
    'expression' in subjectAttributes ||
    // No login sends tokens of such an issuer.
    isCustomAudienceIssuer(issuer)
  ) {
    return [];
  }
  return OPENINGS.flatMap(opening =>
    claimsFor({
      environment,
      login: { subjectAttributes: subjectAttributes.literal },
      opening,
      issuer,
    }).map(({ audience, subject, certainty }) => ({
      opening: opening.kind,
      audience,
      subject: renderSubject(subject),
      certainty,
    })),
  );
}
