import { EnvironmentRef, stringifyEnvironmentRef } from '../claims/environment';
import { Opening } from '../claims/types';
import { findAwsLogins } from './findAwsLogins';
import { findImports } from './findImports';
import { parseImportReference } from './importReference';
import { AwsLogin, DefinitionProblem } from './types';

/** Chains of imports longer than this are reported, not followed. */
const LONGEST_CHAIN = 32;

/** More environments than this are reported, not read: an opening costs reads. */
const MOST_ENVIRONMENTS = 200;

/** One environment on the way from the opened one to a login. @public */
export interface OpeningStep {
  /** The environment. */
  environment: EnvironmentRef;
  /** Its tag or revision when the import names one, such as `stable` or `3`. */
  version?: string;
  /**
   * The reference exactly as the one before writes it; absent at the first,
   * unless a stack lists it.
   */
  importedAs?: string;
}

/** A login that runs when an environment is opened. @public */
export interface OpenedLogin {
  /** The environment whose definition holds the login. */
  environment: EnvironmentRef;
  /** The login, as {@link findAwsLogins} finds it. */
  login: AwsLogin;
  /** How the login's environment is opened: what `claimsFor` takes. */
  opening: Opening;
  /** From the opened environment to the one that holds the login, both included. */
  chain: OpeningStep[];
}

/** Why an opening fails, or can't be followed. @public */
export interface OpeningProblem extends DefinitionProblem {
  /** The environment in whose definition the problem is. */
  environment: EnvironmentRef;
}

/** What an opening comes across. @public */
export interface LoginsOnOpening {
  /** The environment's own logins first, then those of its imports, depth first. */
  logins: OpenedLogin[];
  /** When not empty, the opening fails, or more logins may run than are listed. */
  problems: OpeningProblem[];
}

/**
 * Reads a definition.
 *
 * @remarks
 * `version` is a tag or revision; without one the latest is meant. Returns
 * undefined when there is no such environment. What it throws is passed on.
 *
 * @public
 */
export type LoadDefinition = (
  environment: EnvironmentRef,
  version?: string,
) => Promise<string | undefined> | string | undefined;

/**
 * Finds every login that runs when an environment is opened: its own and those
 * of everything that it imports.
 *
 * @remarks
 * Every import is evaluated in full when the importer is opened, also one with
 * `merge: false`, one whose values are overridden, and an implicit one
 * (`${environments.project.name…}`), so each of their logins calls STS
 * (pulumi/esc, `eval/eval.go`; for overridden values inferred [unverified]).
 * An environment that is imported in two ways is listed once per written form,
 * with the first chain that leads to it. Cycles, missing imports, definitions
 * with errors, and what exceeds 32 levels or 200 environments are problems.
 *
 * @param environment - the environment that is opened
 * @param load - reads definitions; asked once per environment and version
 * @param options - `stackImport`: the environment stands in a stack's list,
 *   written like this (`project/name@version`)
 * @public
 */
export async function findLoginsOnOpening(
  environment: EnvironmentRef,
  load: LoadDefinition,
  options: { stackImport?: string } = {},
): Promise<LoginsOnOpening> {
  const { stackImport } = options;
  const version = stackImport && parseImportReference(stackImport)?.version;
  const walk: Walk = {
    load,
    byStack: stackImport !== undefined,
    texts: new Map(),
    visited: new Set(),
    found: { logins: [], problems: [] },
  };
  const start: OpeningStep = {
    environment,
    ...(version ? { version } : {}),
    ...(stackImport === undefined ? {} : { importedAs: stackImport }),
  };
  await visit(start, [], walk);
  return walk.found;
}

/** What one walk over the imports shares. */
interface Walk {
  load: LoadDefinition;
  byStack: boolean;
  texts: Map<string, string | undefined>;
  /** Environments by version and written form. */
  visited: Set<string>;
  found: LoginsOnOpening;
}

async function visit(
  step: OpeningStep,
  importers: OpeningStep[],
  walk: Walk,
): Promise<void> {
  const { problems, logins } = walk.found;
  const { environment, importedAs } = step;
  const importer = importers.at(-1)?.environment ?? environment;
  const refuse = (message: string) =>
    problems.push({ message, environment: importer });
  const key = identity(step);
  if (importers.some(other => identity(other) === key)) {
    refuse(`cyclic import of ${importedAs}`);
    return;
  }
  if (importers.length >= LONGEST_CHAIN) {
    refuse(`the import of ${importedAs} is nested too deeply to be followed`);
    return;
  }
  // The same text under the same name sends the same claims.
  const visited = JSON.stringify([key, importedAs]);
  if (walk.visited.has(visited)) {
    return;
  }
  walk.visited.add(visited);
  if (!walk.texts.has(key)) {
    if (walk.texts.size >= MOST_ENVIRONMENTS) {
      refuse(`${importedAs} and further imports are too many to be followed`);
      return;
    }
    walk.texts.set(key, await walk.load(environment, step.version));
  }
  const text = walk.texts.get(key);
  if (text === undefined) {
    refuse(`environment '${key}' not found`);
    return;
  }
  const chain = [...importers, step];
  const own = findAwsLogins(text);
  const opening = openingOf(chain, walk.byStack);
  logins.push(
    ...own.logins.map(login => ({ environment, login, opening, chain })),
  );
  problems.push(...own.problems.map(p => ({ ...p, environment })));
  if (own.problems.length > 0) {
    return;
  }
  const imports = findImports(text);
  problems.push(...imports.problems.map(p => ({ ...p, environment })));
  for (const reference of imports.references) {
    const parsed = parseImportReference(reference);
    if (parsed) {
      const { project, name, version } = parsed;
      const imported: OpeningStep = {
        // Imports never leave the organization: a reference can't name one.
        environment: { organization: environment.organization, project, name },
        ...(version ? { version } : {}),
        importedAs: reference,
      };
      await visit(imported, chain, walk);
    } else {
      problems.push({ message: 'an import names no environment', environment });
    }
  }
}

function identity({ environment, version }: OpeningStep): string {
  const name = stringifyEnvironmentRef(environment);
  return version ? `${name}@${version}` : name;
}

/** A stack's list makes each of its imports a root of its own. */
function openingOf(chain: OpeningStep[], byStack: boolean): Opening {
  const [{ environment: root, importedAs: rootImportedAs }] = chain;
  const { importedAs } = chain.at(-1)!;
  if (byStack) {
    return chain.length === 1
      ? { kind: 'stack', root, importedAs }
      : { kind: 'stack', root, rootImportedAs, importedAs };
  }
  return chain.length === 1
    ? { kind: 'direct' }
    : { kind: 'import', root, importedAs };
}
