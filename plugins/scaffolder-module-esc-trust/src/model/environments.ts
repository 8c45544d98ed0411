import {
  ListedEnvironment,
  ProvisioningOptions,
} from '@internal/backstage-plugin-esc-trust-common';
import { choicesFor } from './choices';

/** Projects that a user may choose in an organization. */
export interface OfferedProjects {
  /** Those that are allowed by name. */
  names: string[];
  /** Whether any other project is allowed as well. */
  any: boolean;
}

/** Organizations that the user's teams may use, in the order of the options. */
export function offeredOrganizations(
  options: ProvisioningOptions,
  ownerRef?: string,
): string[] {
  return distinct(
    projectsOf(options, ownerRef).map(({ organization }) => organization),
  );
}

/** Projects that the user's teams may use. */
export function offeredProjects(
  options: ProvisioningOptions,
  organization: string,
  ownerRef?: string,
): OfferedProjects {
  const projects = projectsOf(options, ownerRef)
    .filter(project => project.organization === organization)
    .map(({ project }) => project);
  return {
    names: distinct(projects.filter(project => project !== '*')),
    any: projects.includes('*'),
  };
}

/** For sentences: `acme/payments, acme/*`. */
export function allowedProjects(
  options: ProvisioningOptions,
  ownerRef?: string,
): string {
  return distinct(
    projectsOf(options, ownerRef).map(
      ({ organization, project }) => `${organization}/${project}`,
    ),
  ).join(', ');
}

/** The projects of some environments, each once and in order. */
export function projectsIn(environments: ListedEnvironment[]): string[] {
  return distinct(
    environments.map(({ environment }) => environment.project),
  ).sort();
}

function projectsOf(options: ProvisioningOptions, ownerRef?: string) {
  return choicesFor(options, { ownerRef }).flatMap(({ projects }) => projects);
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)];
}
