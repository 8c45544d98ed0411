import { ListedEnvironment } from '@internal/backstage-plugin-esc-trust-common';
import {
  offeredOrganizations,
  offeredProjects,
  OfferedProjects,
  projectsIn,
} from '../model/environments';
import {
  EnvironmentSearch,
  useEnvironmentSearch,
} from './useEnvironmentSearch';
import { OptionsState } from './useProvisioningOptions';
import { useSources } from './useSources';

/** What the three parts of an environment may be. */
export interface EnvironmentNames {
  organizations: string[];
  projects: string[];
  /** Those of the chosen project. */
  environments: ListedEnvironment[];
  isLoading: { organizations: boolean; projects: boolean; names: boolean };
  /** Whether there are more environments than these. */
  hasMore: boolean;
  /** Why environments can't be listed. */
  problem?: string;
  /** The only organization and project that may be chosen, if there is only one. */
  only: { organization?: string; project?: string };
}

const ANY: OfferedProjects = { names: [], any: true };

/**
 * Names to choose from: the allowed ones, and those that Pulumi Cloud has.
 *
 * @param query - what is chosen so far; `isExisting`: nothing is provisioned,
 *   so that any environment will do
 */
export function useEnvironmentNames(query: {
  options: OptionsState;
  isExisting: boolean;
  ownerRef?: string;
  organization?: string;
  project?: string;
  name?: string;
}): EnvironmentNames {
  const { options, isExisting, ownerRef } = query;
  const { organization, project = '', name = '' } = query;
  const sources = useSources();
  const known = sources.organizations?.map(source => source.name) ?? [];
  const allowed =
    options.status === 'ready' && !isExisting ? options.options : undefined;

  const organizations = allowed
    ? offeredOrganizations(allowed, ownerRef)
    : known;
  const offered = allowed
    ? offeredProjects(allowed, organization ?? '', ownerRef)
    : ANY;

  const isKnown = organization !== undefined && known.includes(organization);
  const ofProjects = useNarrowedSearch(
    isKnown && options.status !== 'loading' && offered.any
      ? organization
      : undefined,
    '',
    project,
  );
  const ofNames = useNarrowedSearch(
    isKnown && project ? organization : undefined,
    `${project}/`,
    name,
  );

  return {
    organizations,
    projects: [...new Set([...offered.names, ...projectsIn(ofProjects.items)])],
    environments: ofNames.items.filter(
      ({ environment }) => environment.project === project,
    ),
    isLoading: {
      organizations: options.status === 'loading' || sources.isLoading,
      projects: options.status === 'loading' || ofProjects.isLoading,
      names: ofNames.isLoading,
    },
    hasMore: ofNames.hasMore,
    problem: ofNames.problem ?? ofProjects.problem,
    only: {
      organization: organizations.length === 1 ? organizations[0] : undefined,
      project:
        offered.names.length === 1 && !offered.any
          ? offered.names[0]
          : undefined,
    },
  };
}

/** Reads all once; where that is too much, what begins like the typed text. */
function useNarrowedSearch(
  organization: string | undefined,
  begin: string,
  typed: string,
): EnvironmentSearch {
  const all = useEnvironmentSearch({ organization, begin });
  const narrowed = useEnvironmentSearch({
    organization: all.hasMore && typed ? organization : undefined,
    begin: `${begin}${typed}`,
  });
  return all.hasMore && typed ? narrowed : all;
}
