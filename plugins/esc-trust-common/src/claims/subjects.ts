import { EnvironmentRef } from './environment';
import { Opening, SUBJECT_ATTRIBUTES, SubjectPart } from './types';

/** The literal that stands for the environment in a stack's default subject. */
const STACK_ENVIRONMENT = '<yaml>';

/** Names the placeholder of a whole list of attributes that isn't understood. */
const WHOLE_LIST = 'subjectAttributes';

/** Candidates before they are tied to an audience and an opening. */
export type Candidate = { subject: SubjectPart[]; certain: boolean };

/** Whether an environment is in the legacy project. */
export function isLegacy(environment: EnvironmentRef): boolean {
  return environment.project === 'default';
}

/** The environment as default subjects name it: `default` drops its project. */
function defaultName(environment: EnvironmentRef): string {
  return isLegacy(environment)
    ? environment.name
    : `${environment.project}/${environment.name}`;
}

/** The candidates of a login without subject attributes. */
export function defaultSubjects(
  environment: EnvironmentRef,
  opening: Opening,
): Candidate[] {
  const prefix = `pulumi:environments:org:${environment.organization}:env:`;
  const own = [prefix, defaultName(environment)];
  switch (opening.kind) {
    case 'direct':
      return [{ subject: own, certain: true }];
    case 'stack':
      return [{ subject: [prefix, STACK_ENVIRONMENT], certain: true }];
    default: {
      // Whether the default subject of an imported login names the root or the
      // declaring environment is documented nowhere [unverified]: show both.
      const root: SubjectPart = opening.root
        ? defaultName(opening.root)
        : { attribute: 'rootEnvironment.name' };
      return [
        { subject: [prefix, root], certain: false },
        { subject: own, certain: false },
      ];
    }
  }
}

/** The candidates of a login with these subject attributes, in listed order. */
export function customSubjects(
  environment: EnvironmentRef,
  opening: Opening,
  attributes: string[],
): Candidate[] {
  const prefix = `pulumi:environments:pulumi.organization.login:${environment.organization}`;
  // Beside its meaning being unknown, such a list would multiply candidates:
  // each attribute may show in two ways.
  if (
    attributes.length > SUBJECT_ATTRIBUTES.length ||
    new Set(attributes).size < attributes.length
  ) {
    return [{ subject: [prefix, { attribute: WHOLE_LIST }], certain: false }];
  }
  let candidates: Candidate[] = [{ subject: [prefix], certain: true }];
  for (const attribute of attributes) {
    const values = attributeValues(environment, opening, attribute);
    candidates = candidates.flatMap(({ subject, certain }) =>
      values.map(value => ({
        subject: [...subject, ...value.parts],
        certain: certain && value.certain,
      })),
    );
  }
  return candidates;
}

/** The ways in which one listed attribute may show in the subject. */
function attributeValues(
  environment: EnvironmentRef,
  opening: Opening,
  attribute: string,
): Array<{ parts: SubjectPart[]; certain: boolean }> {
  const shown = (value: SubjectPart, certain: boolean) => ({
    parts: [`:${attribute}:`, value],
    certain,
  });
  switch (attribute) {
    case 'currentEnvironment.name':
      if (opening.kind !== 'direct' && opening.importedAs) {
        // Inside an import the name is the import exactly as written.
        return [shown(opening.importedAs, true)];
      }
      // In the legacy project the name resolves as it was written on opening,
      // with or without the project: both are possible.
      return isLegacy(environment)
        ? [
            shown(environment.name, true),
            shown(`default/${environment.name}`, false),
          ]
        : [shown(defaultName(environment), true)];
    case 'rootEnvironment.name':
      if (opening.kind === 'import') {
        return [
          opening.root
            ? shown(defaultName(opening.root), true)
            : shown({ attribute }, true),
        ];
      }
      return rootsWithoutImporter(environment, opening).map(root =>
        shown(root.name, root.certain),
      );
    case 'pulumi.organization.login':
      // Whether listing it repeats what the prefix already says [unverified].
      return [
        shown(environment.organization, false),
        { parts: [], certain: false },
      ];
    default:
      // Users, tokens and attributes that this engine doesn't know: only the
      // opening tells.
      return [
        shown(
          { attribute },
          (SUBJECT_ATTRIBUTES as readonly string[]).includes(attribute),
        ),
      ];
  }
}

/**
 * The root of an environment that is opened by itself or by a stack, each of
 * whose imports is its own root (pulumi/esc, `environment.go`, `CopyForEnv`).
 */
function rootsWithoutImporter(
  environment: EnvironmentRef,
  opening: Opening,
): Array<{ name: string; certain: boolean }> {
  if (opening.kind === 'direct') {
    return [{ name: defaultName(environment), certain: true }];
  }
  const { root = environment, rootImportedAs, importedAs } = opening;
  const name = defaultName(root);
  const listedAs = sameEnvironment(root, environment)
    ? importedAs
    : rootImportedAs;
  const version = listedAs?.match(/@.*$/s)?.[0];
  // Whether the version that the stack names shows in the root [unverified].
  return version
    ? [
        { name, certain: false },
        { name: `${name}${version}`, certain: false },
      ]
    : [{ name, certain: true }];
}

function sameEnvironment(a: EnvironmentRef, b: EnvironmentRef): boolean {
  return a.project === b.project && a.name === b.name;
}

/** Joins neighbouring literal pieces, so that equal subjects compare equal. */
export function joinText(parts: SubjectPart[]): SubjectPart[] {
  const joined: SubjectPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') {
      joined[joined.length - 1] = last + part;
    } else {
      joined.push(part);
    }
  }
  return joined;
}
