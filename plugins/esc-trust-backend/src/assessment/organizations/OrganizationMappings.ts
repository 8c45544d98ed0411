import {
  EnvironmentRef,
  MappingSource,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { chunks } from '../../chunks';
import { JudgedMapping } from '../judging/MappingJudge';
import { sourceKey } from '../sources/Source';

const MAPPINGS = 'esc_trust_mappings';
const ENVIRONMENTS_AT_ONCE = 100;

/** A mapping of an environment. */
export interface MappedLogin extends JudgedMapping {
  environment: EnvironmentRef;
  loginPath: string;
  source: MappingSource;
  isIgnored: boolean;
}

/** Which mappings an organization concerns; reads only. */
export class OrganizationMappings {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** By `organization/project/name`. */
  async of(
    organization: string,
    environments: EnvironmentRef[],
  ): Promise<Map<string, MappedLogin[]>> {
    const found = new Map<string, MappedLogin[]>();
    for (const some of chunks(environments, ENVIRONMENTS_AT_ONCE)) {
      const rows = await this.#all(organization).whereIn(
        ['project', 'name'],
        some.map(({ project, name }) => [project, name]),
      );
      for (const mapped of rows.map(toMappedLogin)) {
        const key = stringifyEnvironmentRef(mapped.environment);
        found.set(key, [...(found.get(key) ?? []), mapped]);
      }
    }
    return found;
  }

  /** Those that could not be assessed because of the organization. */
  async waitingFor(organization: string): Promise<MappedLogin[]> {
    const rows = await this.#all(organization).where({
      stale_source: sourceKey({ kind: 'organization', name: organization }),
    });
    return rows.map(toMappedLogin);
  }

  /** The environments of mappings that nobody has ever read. */
  async neverRead(organization: string): Promise<EnvironmentRef[]> {
    const rows = await this.#knex(`${MAPPINGS} as m`)
      .leftJoin('esc_trust_environments as e', join =>
        join
          .on('e.organization', 'm.organization')
          .on('e.path', this.#knex.raw(`m.project || '/' || m.name`)),
      )
      .where('m.organization', organization)
      .whereNull('e.path')
      .distinct('m.project', 'm.name');
    return rows.map(({ project, name }) => ({ organization, project, name }));
  }

  #all(organization: string) {
    return this.#knex(MAPPINGS)
      .where({ organization })
      .select(
        'id',
        'organization',
        'project',
        'name',
        'login_path',
        'source',
        'stale_source',
        'ignored',
      );
  }
}

function toMappedLogin(row: {
  id: string;
  organization: string;
  project: string;
  name: string;
  login_path: string;
  source: MappingSource;
  stale_source: string | null;
  ignored: boolean | number;
}): MappedLogin {
  const { organization, project, name } = row;
  return {
    id: row.id,
    environment: { organization, project, name },
    loginPath: row.login_path,
    source: row.source,
    staleSource: row.stale_source ?? undefined,
    isIgnored: Boolean(row.ignored),
  };
}
