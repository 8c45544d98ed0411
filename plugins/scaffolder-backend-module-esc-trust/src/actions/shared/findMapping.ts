import { InputError } from '@backstage/errors';
import {
  Mapping,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { UserApi } from './UserApi';

/** How the input of an action names a mapping. */
export interface MappingInput {
  mappingId?: string;
  organization?: string;
  project?: string;
  environment?: string;
  loginPath?: string;
}

/** @throws InputError when no mapping or more than one is meant */
export async function findMapping(
  api: UserApi,
  input: MappingInput,
): Promise<Mapping> {
  const { mappingId, organization, project, environment, loginPath } = input;
  if (mappingId) {
    if (organization || project || environment || loginPath) {
      throw new InputError(
        'Name the mapping by its id or by its environment, not by both',
      );
    }
    return api.call((client, options) => client.getMapping(mappingId, options));
  }
  if (!organization || !project || !environment) {
    throw new InputError(
      'Name the mapping: by mappingId, or by organization, project and environment',
    );
  }
  const name = stringifyEnvironmentRef({
    organization,
    project,
    name: environment,
  });
  const { items } = await api.call((client, options) =>
    client.listMappings({ environment: [name], limit: 100 }, options),
  );
  const matching = items.filter(
    item => !loginPath || item.loginPath === loginPath,
  );
  if (matching.length > 1) {
    throw new InputError(
      `The environment ${name} has several AWS logins: name one of ${matching
        .map(item => item.loginPath)
        .join(', ')} as loginPath`,
    );
  }
  if (matching.length === 0) {
    throw new InputError(
      `The portal knows no AWS role of ${name}${
        loginPath ? ` at ${loginPath}` : ''
      }: check the name, or register the pair`,
    );
  }
  return matching[0];
}

/** What identifies the mapping as named, before it is looked up. */
export function namedMapping(input: MappingInput): string {
  const { mappingId, organization, project, environment, loginPath } = input;
  return mappingId
    ? mappingId
    : [organization, project, environment, loginPath].filter(Boolean).join(':');
}
