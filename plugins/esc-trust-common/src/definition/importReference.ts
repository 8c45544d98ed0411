import { PULUMI_NAME_PATTERN } from '../claims/environment';

/** An import's reference, taken apart. @public */
export interface ImportReference {
  /** `default` when the reference names none. */
  project: string;
  /** Name of the environment. */
  name: string;
  /** What follows `@`: a tag or a revision; absent means the latest. */
  version?: string;
}

/**
 * Reads `project/name` or `name` (of the project `default`), either with a
 * version `@tag` or `@3` [unverified for the suffix] (pulumi/esc,
 * `ast/environment.go`).
 *
 * @param text - the reference as written
 * @returns undefined when it is not of that form
 * @public
 */
export function parseImportReference(
  text: string,
): ImportReference | undefined {
  const [, path, version] = /^([^@]*)(?:@(.+))?$/s.exec(text) ?? [];
  const parts = (path ?? '').split('/');
  const [project, name] = parts.length === 1 ? ['default', parts[0]] : parts;
  return parts.length <= 2 &&
    PULUMI_NAME_PATTERN.test(project) &&
    PULUMI_NAME_PATTERN.test(name)
    ? { project, name, ...(version ? { version } : {}) }
    : undefined;
}

/** One accessor of a property path: `.name`, `["name"]` or `[0]`. */
const ACCESSOR = /\.?([^.[\]{}"\s]+)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]/y;

/**
 * The environments that the interpolations of a string import implicitly:
 * `${environments.project.name.path}` and `${imports["project/name"].path}`
 * (pulumi/esc, `eval/eval.go`). `$$` is an escaped dollar.
 *
 * @param text - a string below `values`
 * @returns the references as an import would write them
 */
export function implicitReferences(text: string): string[] {
  const found: string[] = [];
  const openings = /\$\$|\$\{/g;
  for (let match = openings.exec(text); match; match = openings.exec(text)) {
    if (match[0] === '${') {
      const [first, second, third] = readAccessors(text, openings.lastIndex);
      if (first === 'environments' && second && third) {
        found.push(`${second}/${third}`);
      } else if (first === 'imports' && second) {
        found.push(second);
      }
    }
  }
  return found;
}

/** The first three accessors of the property path that starts at an offset. */
function readAccessors(text: string, start: number): string[] {
  const accessors: string[] = [];
  ACCESSOR.lastIndex = start;
  while (accessors.length < 3) {
    const match = ACCESSOR.exec(text);
    if (!match) {
      break;
    }
    const quoted = match[2]?.replace(/\\(.)/g, '$1');
    accessors.push(match[1] ?? quoted ?? match[3]);
  }
  return accessors;
}
