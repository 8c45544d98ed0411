import {
  EnvironmentRef,
  MappingHeadline,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { selectMappings, Visible } from './selectMappings';

/** What the mappings of environments come to, by the environment's name. */
export async function readHeadlines(
  knex: Knex,
  environments: EnvironmentRef[],
  visible: Visible,
): Promise<Map<string, MappingHeadline[]>> {
  const found = new Map<string, MappingHeadline[]>();
  if (environments.length === 0) {
    // Without a filter it would be those of all.
    return found;
  }
  const rows = await selectMappings(
    knex,
    { environment: environments.map(stringifyEnvironmentRef) },
    visible,
  )
    .select(
      'id',
      'organization',
      'project',
      'name',
      'login_path',
      'role_arn',
      'status',
      'access',
      'exposure',
    )
    .orderBy('login_path');
  for (const row of rows) {
    const name = stringifyEnvironmentRef(row);
    const headlines = found.get(name) ?? [];
    headlines.push({
      id: row.id,
      loginPath: row.login_path,
      ...(row.role_arn ? { roleArn: row.role_arn } : {}),
      status: row.status as MappingHeadline['status'],
      access: row.access as MappingHeadline['access'],
      exposure: row.exposure as MappingHeadline['exposure'],
    });
    found.set(name, headlines);
  }
  return found;
}
