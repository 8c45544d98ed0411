import {
  AwsLogin,
  EnvironmentRef,
  findAwsLogins,
  findImports,
  Opening,
  parseImportReference,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';

/** What counts of a definition: never more of it is kept. */
export interface EnvironmentFacts {
  /** In the order of their paths. */
  logins: AwsLogin[];
  imports: EnvironmentImport[];
  /** Why the definition could not be understood; nothing else is known then. */
  problem?: string;
  /** There is no such environment, as far as anybody can see. */
  isGone?: true;
}

/** One import of a definition. */
export interface EnvironmentImport {
  /** Exactly as it is written. */
  reference: string;
  /** `project/name` of what is imported. */
  path: string;
}

/** The login of a mapping, as its definition last held it. */
export interface StoredLogin {
  /** Null when the definition had no such login. */
  login?: AwsLogin | null;
  /** Why the definition could not be understood. */
  problem?: string;
  /** Imports and stacks that open it; absent while nobody has looked. */
  openings?: Opening[];
}

/** As much of a name, a written import, and a login's path as is stored. */
const LONGEST = { name: 100, reference: 300, loginPath: 200 };
/** PostgreSQL stores no NUL, and no honest name holds any of these. */
const CONTROL = /\p{Cc}/u;
/** More imports than any definition needs. */
const MOST_IMPORTS = 500;

/**
 * Reads what counts out of a definition.
 *
 * @param definition - undefined when there is none
 */
export function environmentFactsOf(
  environment: EnvironmentRef,
  definition: { yaml: string } | undefined,
): EnvironmentFacts {
  if (!definition) {
    // Pulumi Cloud answers the same for what is absent and what is hidden.
    return {
      ...unknownFacts(
        `The environment ${stringifyEnvironmentRef(
          environment,
        )} doesn't exist, or the portal's token can't see it`,
      ),
      isGone: true,
    };
  }
  const { logins, problems } = findAwsLogins(definition.yaml);
  if (problems.length > 0) {
    return unknownFacts(problems[0].message.replaceAll('\0', ''));
  }
  const { references } = findImports(definition.yaml);
  return {
    logins: logins
      .filter(({ path }) => isText(path, LONGEST.loginPath))
      .map(whatCounts)
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    imports: references.slice(0, MOST_IMPORTS).flatMap(reference => {
      const parsed = parseImportReference(reference);
      return parsed &&
        isStorable(parsed) &&
        isText(reference, LONGEST.reference)
        ? [{ reference, path: `${parsed.project}/${parsed.name}` }]
        : [];
    }),
  };
}

/** Whether an environment's names are short enough for the database. */
export function isStorable(
  environment: Pick<EnvironmentRef, 'project' | 'name'>,
): boolean {
  const { project, name } = environment;
  return project.length <= LONGEST.name && name.length <= LONGEST.name;
}

/** The login that stands at a path. */
export function loginAt(
  { logins, problem }: EnvironmentFacts,
  loginPath: string,
): StoredLogin {
  return problem === undefined
    ? { login: logins.find(({ path }) => path === loginPath) ?? null }
    : { problem };
}

function isText(text: string, longest: number): boolean {
  return text.length <= longest && !CONTROL.test(text);
}

function unknownFacts(problem: string): EnvironmentFacts {
  return { logins: [], imports: [], problem };
}

/** What a report is made from; where a login stands changes all the time. */
function whatCounts(login: AwsLogin): AwsLogin {
  const { path, kind, roleArn, sessionName, duration, subjectAttributes } =
    login;
  return {
    path,
    kind,
    roleArn,
    sessionName,
    duration,
    subjectAttributes,
    position: { line: 1, column: 1 },
  };
}
