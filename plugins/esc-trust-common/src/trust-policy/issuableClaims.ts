import { PULUMI_NAME_PATTERN } from '../claims/environment';

/** `project/name`, or the name alone in the legacy project. */
export const ENVIRONMENT_NAME = /^[\w.-]+(?:\/[\w.-]+)?$/;

/** What the parts of a subject say. */
export interface SubjectFacts {
  service: 'environments' | 'deployments';
  organization: string;
  /** As written in the subject: `project/name`, `name` or `<yaml>`. */
  environment?: string;
  /** Attributes of a custom subject, in listed order. */
  attributes?: Array<{ name: string; value: string }>;
}

/**
 * Takes a subject apart by the grammars of the issuer that are documented.
 *
 * @returns undefined when none of them has such a subject, which doesn't prove
 *   that no token has it
 */
export function parseSubject(subject: string): SubjectFacts | undefined {
  const plain =
    /^pulumi:environments:org:([\w.-]+):env:([\w.-]+(?:\/[\w.-]+)?|<yaml>)$/.exec(
      subject,
    );
  if (plain) {
    return {
      service: 'environments',
      organization: plain[1],
      environment: plain[2],
    };
  }
  const custom =
    /^pulumi:environments:pulumi\.organization\.login:([\w.-]+)((?::[\w.]+:[^:]*)*)$/.exec(
      subject,
    );
  if (custom) {
    const attributes = [...custom[2].matchAll(/:([\w.]+):([^:]*)/g)].map(
      ([, name, value]) => ({ name, value }),
    );
    const valueOf = (name: string) =>
      attributes.find(attribute => attribute.name === name)?.value;
    return {
      service: 'environments',
      organization: custom[1],
      environment:
        valueOf('currentEnvironment.name') ?? valueOf('rootEnvironment.name'),
      attributes,
    };
  }
  const deployment =
    /^pulumi:deploy:org:([\w.-]+):project:[\w.-]+:stack:[\w.-]+:operation:(?:preview|update|refresh|destroy):scope:write$/.exec(
      subject,
    );
  return deployment
    ? { service: 'deployments', organization: deployment[1] }
    : undefined;
}

/**
 * Whether the issuer surely mints tokens with these two claims, so that they
 * may serve as a witness. Documented pairs only: that a pair isn't one of them
 * proves nothing, see {@link isImpossible} for that.
 */
export function isIssuable(audience: string, subject: string): boolean {
  const facts = parseSubject(subject);
  if (!facts || vendorless(audience) !== facts.organization) {
    return false;
  }
  const { organization, service, environment, attributes } = facts;
  // The audience of the legacy project and of Deployments is bare.
  const bare = audience === organization;
  if (!bare && audience !== `aws:${organization}`) {
    return false;
  }
  if (service === 'deployments') {
    return bare;
  }
  // Plain subjects of the legacy project drop their project.
  if (!attributes && environment!.startsWith('default/')) {
    return false;
  }
  return attributes
    ? areIssuable(attributes, bare)
    : environment === '<yaml>' || /^[^/]+$/.test(environment!) === bare;
}

/** Whether a login can list these attributes and get these values for them. */
function areIssuable(
  attributes: NonNullable<SubjectFacts['attributes']>,
  bare: boolean,
): boolean {
  const names = attributes.map(({ name }) => name);
  return (
    // Whether `[pulumi.organization.login]` alone leaves nothing behind the
    // prefix is unverified.
    names.length > 0 &&
    new Set(names).size === names.length &&
    attributes.every(({ name, value }) => {
      switch (name) {
        case 'currentEnvironment.name':
          return ENVIRONMENT_NAME.test(value) && isLegacyName(value) === bare;
        case 'rootEnvironment.name':
          // Any environment may import the one that holds the login.
          return ENVIRONMENT_NAME.test(value) && !/^default\//.test(value);
        case 'pulumi.token.type':
          return ['personal', 'team', 'organization'].includes(value);
        case 'pulumi.user.login':
        case 'pulumi.token.team':
          return /^[\w.-]+$/.test(value);
        default:
          // Whether listing `pulumi.organization.login` repeats it behind the
          // prefix is unverified too.
          return false;
      }
    })
  );
}

/**
 * Whether an environment's name is one of the legacy project `default`, which
 * an import may write with or without its project.
 */
function isLegacyName(environment: string): boolean {
  return !environment.includes('/') || environment.startsWith('default/');
}

/**
 * Whether no token can carry these two claims together, proven by their naming
 * two different organizations.
 *
 * @remarks
 * Everything else that looks impossible may be possible: an import puts an
 * environment of one project beside the audience of another, other vendors'
 * logins have prefixes of their own, services and attributes may be added.
 * Names are compared without regard to case, since it isn't documented whether
 * it tells organizations apart.
 */
export function isImpossible(audience: string, subject: string): boolean {
  const inAudience = vendorless(audience);
  const inSubject = organizationOf(subject);
  return (
    PULUMI_NAME_PATTERN.test(inAudience) &&
    inSubject !== undefined &&
    inAudience.toLowerCase() !== inSubject.toLowerCase()
  );
}

/** The organization that a subject of a known service names. */
export function organizationOf(subject: string): string | undefined {
  return /^pulumi:(?:(?:environments|deploy):org|environments:pulumi\.organization\.login):([\w.-]+)(?=:|$)/.exec(
    subject,
  )?.[1];
}

/** An audience without the vendor's prefix, such as `aws:` or `azure:`. */
export function vendorless(audience: string): string {
  return audience.replace(/^[\w-]+:/, '');
}
