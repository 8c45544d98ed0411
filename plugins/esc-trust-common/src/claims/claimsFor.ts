import { EnvironmentRef } from './environment';
import { DEFAULT_ISSUER } from './issuer';
import {
  ClaimsTemplate,
  Opening,
  SUBJECT_ATTRIBUTES,
  SubjectPart,
} from './types';

/** The literal that stands for the environment in a stack's default subject. */
const STACK_ENVIRONMENT = '<yaml>';

/** Names the placeholder of a whole list of attributes that isn't understood. */
const WHOLE_LIST = 'subjectAttributes';

/**
 * The claims of the tokens that an environment's login sends to AWS.
 *
 * @remarks
 * Sources: Pulumi's "Configuring OpenID Connect for AWS", the aws-login and
 * context schemas, and `OIDCClaims` of the Pulumi CLI. Where they leave a
 * choice open, every candidate is returned: a verdict may call an environment
 * trusted only if all of them pass. Parts known only on opening (the user, the
 * token, an importing root) stay placeholders and are never guessed. What
 * Pulumi makes of a list that repeats an attribute, or that is longer than all
 * documented attributes, is unknown: its one candidate ends in the placeholder
 * `subjectAttributes`.
 *
 * @param options - the environment; the login's subject attributes, in listed
 *   order; how it is opened (default: directly); the issuer (default: public
 *   Pulumi Cloud)
 * @returns one template per candidate, never empty and at most four
 * @public
 */
export function claimsFor(options: {
  environment: EnvironmentRef;
  login?: { subjectAttributes?: string[] };
  opening?: Opening;
  issuer?: string;
}): ClaimsTemplate[] {
  const {
    environment,
    login,
    opening = { kind: 'direct' },
    issuer = DEFAULT_ISSUER,
  } = options;
  // An empty list behaves like an absent one as far as anyone knows
  // [unverified], so its claims are marked as inferred.
  const attributes = login?.subjectAttributes ?? [];
  const subjects =
    attributes.length === 0
      ? defaultSubjects(environment, opening)
      : customSubjects(environment, opening, attributes);

  return subjects.map(({ subject, certain }) => ({
    issuer,
    audience: audienceOf(environment),
    subject: joinText(subject),
    opening,
    certainty:
      certain &&
      // The audience of a stack opening is taken from the project of the
      // environment that holds the login [unverified].
      opening.kind !== 'stack' &&
      login?.subjectAttributes?.length !== 0
        ? 'documented'
        : 'inferred',
  }));
}

/**
 * The audience that an environment's tokens name: `aws:<organization>`, and for
 * the legacy `default` project the bare organization.
 *
 * @param environment - the environment that holds the login
 * @public
 */
export function audienceOf(environment: EnvironmentRef): string {
  return isLegacy(environment)
    ? environment.organization
    : `aws:${environment.organization}`;
}

/** Candidates before they are tied to an audience and an opening. */
type Candidate = { subject: SubjectPart[]; certain: boolean };

function isLegacy(environment: EnvironmentRef): boolean {
  return environment.project === 'default';
}

/** The environment as default subjects name it: `default` drops its project. */
function defaultName(environment: EnvironmentRef): string {
  return isLegacy(environment)
    ? environment.name
    : `${environment.project}/${environment.name}`;
}

function defaultSubjects(
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

function customSubjects(
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
      // Each import of a stack is its own root.
      return [
        shown(
          defaultName(
            opening.kind === 'stack' && opening.root
              ? opening.root
              : environment,
          ),
          true,
        ),
      ];
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

/** Joins neighbouring literal pieces, so that equal subjects compare equal. */
function joinText(parts: SubjectPart[]): SubjectPart[] {
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
