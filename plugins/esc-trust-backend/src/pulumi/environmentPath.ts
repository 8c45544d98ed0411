import { NotFoundError } from '@backstage/errors';
import {
  EnvironmentRef,
  PULUMI_NAME_PATTERN,
} from '@internal/backstage-plugin-esc-trust-common';

/** @throws NotFoundError for what can't be an environment's name */
export function environmentPath(environment: EnvironmentRef): string {
  const { organization, project, name } = environment;
  return `${organizationPath(organization)}/${segment(project)}/${segment(
    name,
  )}`;
}

/** @throws NotFoundError for what can't be an organization's name */
export function organizationPath(organization: string): string {
  return `/api/esc/environments/${segment(organization)}`;
}

function segment(name: string): string {
  if (!PULUMI_NAME_PATTERN.test(name)) {
    throw new NotFoundError(`${name} is not a name in Pulumi Cloud`);
  }
  return encodeURIComponent(name);
}
