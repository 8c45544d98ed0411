import type { Random } from '../../random';
import { randomFrom } from '../../random';
import type { Opener } from '../claims';
import { subjectAttributeNames } from '../claims';
import type { EnvironmentName } from '../names';
import { legacyProject } from '../names';

/** An environment on the way of an opening. @public */
export interface ImportedEnvironment extends EnvironmentName {
  /** As the one before imports it, such as `payments/prod@stable`. */
  asWritten: string;
}

/** What somebody knows of an opening who asks for its claims. @public */
export type ToldOpening =
  | { kind: 'direct' }
  | {
      kind: 'import' | 'stack';
      /** The environment that is opened, or that a stack lists. */
      root?: EnvironmentName;
      /** The root as a stack lists it, when the login is in another one. */
      rootImportedAs?: string;
      /** The login's environment as it is imported. */
      importedAs?: string;
    };

/**
 * One opening of an environment that holds a login, and what is told of it.
 *
 * @public
 */
export interface RandomOpening {
  issuer: string;
  /** The environment that holds the login. */
  environment: EnvironmentName;
  /** What the login lists; undefined when it has no list. */
  subjectAttributes?: string[];
  opener: Opener;
  /** Whether a stack lists the first environment of the way. */
  byStack: boolean;
  /** From the opened or listed environment to the login's, both included. */
  way: ImportedEnvironment[];
  /** All of it that decides; what is plain may be left out. */
  opening: ToldOpening;
}

const ISSUERS = [
  'https://api.pulumi.com/oidc',
  'https://pulumi.example.com/oidc',
  'https://pulumi.internal:8443/oidc',
  'https://example.com/pulumi/oidc',
];
const ORGANIZATIONS = ['acme', 'contoso', 'a.b-c_d', 'Acme', '1', 'default'];
const PROJECTS = [legacyProject, 'p', 'payments', 'Default', 'a.b-c_1'];
const NAMES = ['prod', 'dev_1', 'x.y', 'default', 'PROD', '0', 'n'.repeat(99)];
const VERSIONS = ['', '', '', '@3', '@stable', '@latest'];
const LOGINS = ['personA', 'b.c', 'd-e_f', '9'];
const PLACES = NAMES.flatMap(name => [
  ...PROJECTS.map(project => ({ project, name })),
  // What is different about the legacy project matters most.
  { project: legacyProject, name: `${name}2` },
]);

/**
 * Makes random openings, to compare what others say of their claims.
 *
 * @param seed - a whole number; the same seed gives the same openings
 * @public
 */
export function randomOpenings(seed: number): () => RandomOpening {
  const random = randomFrom(seed);
  const { chance, oneOf, some } = random;
  return () => {
    const organization = oneOf(ORGANIZATIONS);
    // None of them twice, or they would be a cycle.
    const way = some(PLACES, oneOf([1, 1, 1, 2, 2, 3, 4])).map(place => ({
      organization,
      ...place,
      asWritten: `${
        place.project === legacyProject && chance(0.5)
          ? place.name
          : `${place.project}/${place.name}`
      }${oneOf(VERSIONS)}`,
    }));
    const byStack = chance(0.4);
    return {
      issuer: oneOf(ISSUERS),
      environment: nameOf(way[way.length - 1]),
      subjectAttributes: attributes(random),
      opener: opener(organization, random),
      byStack,
      way,
      opening: told(way, byStack, random),
    };
  };
}

function attributes({ chance, oneOf, some }: Random): string[] | undefined {
  if (chance(0.25)) {
    return chance(0.3) ? [] : undefined;
  }
  const counts = subjectAttributeNames.map((_, index) => index + 1);
  return some(subjectAttributeNames, oneOf(counts));
}

function opener(organization: string, { oneOf }: Random): Opener {
  const tokenType = oneOf(['personal', 'team', 'organization'] as const);
  return {
    organization,
    login: oneOf(LOGINS),
    tokenType,
    ...(tokenType === 'team' ? { team: oneOf(LOGINS) } : {}),
  };
}

function told(
  way: ImportedEnvironment[],
  byStack: boolean,
  { chance }: Random,
): ToldOpening {
  const first = way[0];
  const last = way[way.length - 1];
  /** An import without a version may go without saying. */
  const asWritten = (key: string, { asWritten: text }: ImportedEnvironment) =>
    text.includes('@') || chance(0.8) ? { [key]: text } : {};
  if (!byStack) {
    return way.length === 1
      ? { kind: 'direct' }
      : {
          kind: 'import',
          ...(chance(0.8) ? { root: nameOf(first) } : {}),
          ...asWritten('importedAs', last),
        };
  }
  return {
    kind: 'stack',
    ...(way.length > 1 || chance(0.5) ? { root: nameOf(first) } : {}),
    ...(way.length > 1 ? asWritten('rootImportedAs', first) : {}),
    ...asWritten('importedAs', last),
  };
}

function nameOf({ organization, project, name }: EnvironmentName) {
  return { organization, project, name };
}
