import { anonymousName, legacyProject } from './names';

const organizationAttribute = 'pulumi.organization.login';

/** Who opens, as far as it gets into a token. @public */
export interface Opener {
  organization: string;
  login: string;
  tokenType: 'personal' | 'team' | 'organization';
  /** Of a team token. */
  team?: string;
}

/** Where a login block stands, and how it was reached. */
export interface LoginPlace {
  /** The project of the environment that holds the block. */
  project: string;
  /** `currentEnvironment.name` as it resolves there. */
  current: string;
  /** `rootEnvironment.name` as it resolves there. */
  root: string;
  /** What the default subject names: the opened environment. */
  opened: string;
}

/**
 * One answer to each question about claims that Pulumi's documentation leaves
 * open [U].
 */
export interface ClaimsReading {
  /**
   * In an environment of the legacy project that is opened by itself,
   * `currentEnvironment.name` keeps the project: the documentation and a
   * maintainer disagree.
   */
  legacyCurrentHasProject: boolean;
  /** The default subject of an imported block names the environment it is in. */
  importNamesHolder: boolean;
  /** `pulumi.organization.login`, when listed, is appended a second time. */
  repeatsOrganization: boolean;
  /**
   * The root keeps the version with which a definition without a name imports
   * it.
   */
  rootKeepsVersion: boolean;
}

/** What the simulator takes for true. */
export const usualReading: ClaimsReading = {
  legacyCurrentHasProject: false,
  importNamesHolder: false,
  repeatsOrganization: true,
  rootKeepsVersion: false,
};

/** The claims that are made of the environment and the opener. */
export interface LoginClaims {
  audience: string;
  subject: string;
}

/**
 * What Pulumi Cloud puts into the token of an aws-login block.
 *
 * Unverified [U], besides what {@link ClaimsReading} asks: that an opening through
 * a stack takes its audience from the environment that holds the block; how an
 * empty team renders; that an empty list counts as none.
 */
export function loginClaims(
  place: LoginPlace,
  opener: Opener,
  subjectAttributes: string[] | undefined,
  reading: ClaimsReading = usualReading,
): LoginClaims {
  const { organization } = opener;
  const audience =
    place.project === legacyProject ? organization : `aws:${organization}`;
  if (!subjectAttributes || subjectAttributes.length === 0) {
    return {
      audience,
      subject: `pulumi:environments:org:${organization}:env:${place.opened}`,
    };
  }
  // In the order in which they are listed.
  const attributes = subjectAttributes
    .filter(
      name => reading.repeatsOrganization || name !== organizationAttribute,
    )
    .map(name => `:${name}:${attributeValue(name, place, opener)}`);
  const prefix = `pulumi:environments:${organizationAttribute}`;
  return {
    audience,
    subject: `${prefix}:${organization}${attributes.join('')}`,
  };
}

/** The names that `subjectAttributes` may hold. */
export const subjectAttributeNames: readonly string[] = [
  'currentEnvironment.name',
  'rootEnvironment.name',
  organizationAttribute,
  'pulumi.user.login',
  'pulumi.token.type',
  'pulumi.token.team',
];

/** What an attribute says where a block stands, of who opens. */
export function attributeValue(
  name: string,
  place: LoginPlace,
  opener: Opener,
): string {
  switch (name) {
    case 'currentEnvironment.name':
      return place.current;
    case 'rootEnvironment.name':
      return place.root;
    case organizationAttribute:
      return opener.organization;
    case 'pulumi.user.login':
      return openerLogin(opener);
    case 'pulumi.token.type':
      return opener.tokenType;
    case 'pulumi.token.team':
      return opener.tokenType === 'team' ? opener.team ?? '' : '';
    default:
      throw new Error(`unknown subject attribute ${name}`);
  }
}

/** Of team and organization tokens it is the organization's name. */
export function openerLogin(opener: Opener): string {
  return opener.tokenType === 'personal' ? opener.login : opener.organization;
}

/** `project/name`; of the legacy project the name alone. */
export function displayName(project: string, name: string): string {
  return project === legacyProject ? name : `${project}/${name}`;
}

/** The place of a block in an environment that is opened by itself. */
export function openedPlace(
  project: string,
  name: string,
  reading: ClaimsReading = usualReading,
): LoginPlace {
  const shown = displayName(project, name);
  return {
    project,
    current: reading.legacyCurrentHasProject ? `${project}/${name}` : shown,
    root: shown,
    opened: shown,
  };
}

/** The place of a block in a definition without a name. */
export const anonymousPlace: LoginPlace = {
  project: anonymousName,
  current: anonymousName,
  root: anonymousName,
  opened: anonymousName,
};

/**
 * The place of a block in an imported environment. The current environment is
 * named exactly as the import is written. A definition without a name makes
 * each of its imports a root of its own, while the default subject stays
 * `<yaml>`.
 */
export function importedPlace(
  importer: LoginPlace,
  imported: { project: string; name: string; asWritten: string },
  reading: ClaimsReading = usualReading,
): LoginPlace {
  const { project, name, asWritten } = imported;
  const shown = displayName(project, name);
  const version = reading.rootKeepsVersion
    ? asWritten.match(/@.*$/)?.[0] ?? ''
    : '';
  const isAnonymous = importer.opened === anonymousName;
  return {
    project,
    current: asWritten,
    root:
      importer.root === anonymousName ? `${shown}${version}` : importer.root,
    opened: reading.importNamesHolder && !isAnonymous ? shown : importer.opened,
  };
}
