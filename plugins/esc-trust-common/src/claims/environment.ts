/**
 * A Pulumi ESC environment.
 *
 * @public
 */
export interface EnvironmentRef {
  /** URL slug of the Pulumi organization that owns the environment. */
  organization: string;
  /** Project of the environment; the legacy project is named `default`. */
  project: string;
  /** Name of the environment within its project. */
  name: string;
}

/**
 * What a Pulumi organization, project or environment name may look like.
 *
 * @remarks
 * Source: the Pulumi Cloud OpenAPI text of CreateEnvironment (alphanumeric
 * characters, hyphens, underscores and periods). A name therefore never holds
 * the `:` and `/` that separate the parts of a subject claim. A name of dots
 * alone is refused because it would climb out of a URL path.
 *
 * @public
 */
export const PULUMI_NAME_PATTERN = /^(?!\.+$)[A-Za-z0-9._-]{1,100}$/;

/**
 * Reads `organization/project/name`.
 *
 * @param text - the written form
 * @returns the environment, or undefined when the text is not of that form
 * @public
 */
export function parseEnvironmentRef(text: string): EnvironmentRef | undefined {
  const [organization, project, name, ...rest] = text.trim().split('/');
  const parts = [organization, project, name];
  if (rest.length > 0 || parts.some(p => !p || !PULUMI_NAME_PATTERN.test(p))) {
    return undefined;
  }
  return { organization, project, name };
}

/**
 * Writes an environment as `organization/project/name`.
 *
 * @param environment - the environment
 * @public
 */
export function stringifyEnvironmentRef(environment: EnvironmentRef): string {
  return `${environment.organization}/${environment.project}/${environment.name}`;
}
