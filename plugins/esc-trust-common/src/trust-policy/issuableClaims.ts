/**
 * What the parts of a subject say, for every token that Pulumi's issuer can
 * mint.
 */
export interface SubjectFacts {
  service: 'environments' | 'deployments';
  organization: string;
  /** As written in the subject: `project/name`, `name` or `<yaml>`. */
  environment?: string;
  /** Attributes of a custom subject. */
  attributes?: Record<string, string>;
}

/**
 * Takes a subject apart by the grammars of the issuer.
 *
 * @returns undefined when no token of the issuer has such a subject
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
    const attributes = Object.fromEntries(
      [...custom[2].matchAll(/:([\w.]+):([^:]*)/g)].map(m => [m[1], m[2]]),
    );
    return {
      service: 'environments',
      organization: custom[1],
      environment: attributes['currentEnvironment.name'],
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
 * Whether the issuer can mint a token with these two claims: both name the same
 * organization, Deployments and the legacy project use the bare organization
 * as audience, everything else the prefixed one.
 */
export function isIssuable(audience: string, subject: string): boolean {
  const facts = parseSubject(subject);
  if (!facts) {
    return false;
  }
  const { organization, service, environment } = facts;
  if (audience === organization) {
    return (
      service === 'deployments' ||
      environment === undefined ||
      environment === '<yaml>' ||
      facts.attributes !== undefined ||
      !environment.includes('/')
    );
  }
  return (
    audience === `aws:${organization}` &&
    service === 'environments' &&
    (facts.attributes !== undefined ||
      environment === '<yaml>' ||
      Boolean(environment?.includes('/')))
  );
}
