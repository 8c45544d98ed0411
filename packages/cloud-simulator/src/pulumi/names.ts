/**
 * An environment by its three names.
 *
 * @public
 */
export interface EnvironmentName {
  organization: string;
  project: string;
  name: string;
}

/** What the subject calls a definition that has no name. */
export const anonymousName = '<yaml>';

/** The project that environments without a project live in. */
export const legacyProject = 'default';

const allowed = /^[a-zA-Z0-9._-]{1,100}$/;

/** Letters, digits, `-`, `_` and `.`; the largest length is unverified [U]. */
export function isValidName(name: unknown): name is string {
  return typeof name === 'string' && allowed.test(name);
}

/** `project/name`, or `name` alone for the project `default`. */
export function readImportName(
  text: string,
): { project: string; name: string } | undefined {
  // A version suffix chooses a revision; the simulator keeps the latest only.
  const parts = text.split('@')[0].split('/');
  const [project, name] =
    parts.length === 1 ? [legacyProject, parts[0]] : parts;
  return parts.length <= 2 && isValidName(project) && isValidName(name)
    ? { project, name }
    : undefined;
}

/** `organization/project/name`. */
export function readFullName(text: string): EnvironmentName {
  const [organization, project, name, ...rest] = text.split('/');
  if (!organization || !project || !name || rest.length > 0) {
    throw new Error(
      `An environment is written organization/project/name, not ${text}`,
    );
  }
  return { organization, project, name };
}
