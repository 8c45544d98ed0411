import {
  compileTrustPolicy,
  parseTrustPolicy,
  TrustReport,
  Witness,
} from '@internal/backstage-plugin-esc-trust-common';

/** Who a witness is, to be said in a sentence. */
export type WitnessSentence =
  | { kind: 'anyOrganization'; example: string }
  | { kind: 'anyOfOtherOrganization'; organization: string; example: string }
  | { kind: 'anyEnvironment'; organization: string; example: string }
  | { kind: 'anyOfProject'; project: string; example: string }
  /** Of how many nobody can say; the example is made up. */
  | { kind: 'otherProjects'; organization: string; example: string }
  | { kind: 'otherOfProject'; project: string; example: string }
  | { kind: 'otherOrganization'; example: string }
  | { kind: 'environment'; example: string }
  | { kind: 'itself'; example: string }
  | { kind: 'sameEnvironment'; example: string }
  | { kind: 'stack'; organization: string }
  | { kind: 'deployments'; organization: string; example: string }
  | { kind: 'attributes'; organization: string }
  /** A token of no known form, or one whose names are hidden. */
  | { kind: 'other'; why: string };

/** What tells who a witness is. */
export interface KnownOfWitness {
  /** Says who was meant. */
  report: Pick<TrustReport, 'claims' | 'openings'>;
  /** That the report is about; default: the one of its claims. */
  environment?: string;
  /** Without it nobody is called "any". */
  trustPolicy?: string | object;
}

/** Names that nobody gives: what admits them admits any name. */
const ANY = {
  organization: 'any-organization-7c1f',
  project: 'any-project-7c1f',
  name: 'any-environment-7c1f',
};

/** An example of an environment where the token names none. */
const MADE_UP = 'some-project/some-environment';

/** By which name the engine shows that an example is made up. */
const MADE_UP_NAME = 'some-environment';

/** Who "any environment" includes. */
const OF_AN_ENVIRONMENT = new Set<WitnessSentence['kind']>([
  'anyOfOtherOrganization',
  'anyEnvironment',
  'anyOfProject',
  'otherProjects',
  'otherOfProject',
  'otherOrganization',
  'environment',
  'sameEnvironment',
  'stack',
  'attributes',
]);

const ORGANIZATION = /(?<=:org:|organization\.login:)[^:]+/;
const ENVIRONMENT = /(?<=:env:|Environment\.name:)[^:]+/g;

/**
 * Says who a witness is, and whether it stands for many: for that the trust
 * policy is asked about names that nobody gives.
 *
 * @param witness - of the report
 * @param known - the report and what goes with it
 */
export function witnessSentence(
  witness: Witness,
  known: KnownOfWitness,
): WitnessSentence {
  const { audience, subject, why } = witness;
  const { report, trustPolicy } = known;
  const facts = factsOf(subject);
  if (!facts || /[{}]/.test(subject)) {
    return { kind: 'other', why };
  }
  const { organization, environment, stack } = facts;
  if (stack) {
    return { kind: 'deployments', organization, example: stack };
  }
  if (environment === undefined) {
    return { kind: 'attributes', organization };
  }
  const isStack = environment === '<yaml>';
  const example = exampleOf(organization, isStack ? MADE_UP : environment);
  const own = known.environment ?? ownOf(report.claims.subject);
  if (example === own) {
    const isSent = [report.claims, ...report.openings].some(
      sent => sent.audience === audience && sent.subject === subject,
    );
    return { kind: isSent ? 'itself' : 'sameEnvironment', example };
  }
  const [, project, name] = example.split('/');
  const [ownOrganization, ownProject] = own?.split('/') ?? [];
  const isOther = organization !== ownOrganization;
  switch (breadthOf(witness, project, report.claims.issuer, trustPolicy)) {
    case 'organizations':
      return { kind: 'anyOrganization', example };
    case 'organization':
      return {
        kind: isOther ? 'anyOfOtherOrganization' : 'anyEnvironment',
        organization,
        example,
      };
    case 'project':
      return {
        kind: 'anyOfProject',
        project: `${organization}/${project}`,
        example,
      };
    default:
      if (isStack) {
        return { kind: 'stack', organization };
      }
      if (isOther) {
        return { kind: 'otherOrganization', example };
      }
      if (name !== MADE_UP_NAME) {
        return { kind: 'environment', example };
      }
      return project === ownProject
        ? {
            kind: 'otherOfProject',
            project: `${organization}/${project}`,
            example,
          }
        : { kind: 'otherProjects', organization, example };
  }
}

/**
 * The witnesses of a report in words; who is one of "any" isn't named again.
 *
 * @param known - as for {@link witnessSentence}
 */
export function witnessSentences(
  known: KnownOfWitness & { report: TrustReport },
): Array<{ witness: Witness; sentence: WitnessSentence }> {
  const said = known.report.exposure.witnesses.map(witness => ({
    witness,
    sentence: witnessSentence(witness, known),
  }));
  return withoutCovered(said).map(({ one }) => one);
}

/**
 * Leaves out those of whom another sentence speaks already.
 *
 * @param said - the sentences, with whatever goes with them
 * @returns the others, each with those that it covers
 */
export function withoutCovered<T extends { sentence: WitnessSentence }>(
  said: T[],
): Array<{ one: T; covered: T[] }> {
  const coveredBy = (one: T, at: number) =>
    said.filter(
      (other, otherAt) =>
        otherAt !== at && covers(one.sentence, other.sentence, at < otherAt),
    );
  const all = said.map((one, at) => ({ one, covered: coveredBy(one, at) }));
  const dropped = new Set(all.flatMap(({ covered }) => covered));
  return all.filter(({ one }) => !dropped.has(one));
}

/** Whether what one sentence says of all is what another says of some. */
function covers(
  one: WitnessSentence,
  other: WitnessSentence,
  isFirst: boolean,
): boolean {
  if (one.kind === other.kind) {
    return (
      isFirst &&
      /^any/.test(one.kind) &&
      organizationOf(one) === organizationOf(other) &&
      (one.kind !== 'anyOfProject' ||
        one.project === (other as typeof one).project)
    );
  }
  if (!OF_AN_ENVIRONMENT.has(other.kind)) {
    return false;
  }
  return (
    one.kind === 'anyOrganization' ||
    ((one.kind === 'anyEnvironment' || one.kind === 'anyOfOtherOrganization') &&
      other.kind !== 'anyOrganization' &&
      organizationOf(one) === organizationOf(other))
  );
}

function organizationOf(sentence: WitnessSentence): string | undefined {
  switch (sentence.kind) {
    case 'other':
    case 'anyOrganization':
      return undefined;
    case 'stack':
    case 'attributes':
    case 'otherProjects':
      return sentence.organization;
    default:
      return sentence.example.split('/')[0];
  }
}

/** How many the witness stands for; undefined when that isn't known. */
function breadthOf(
  { audience, subject }: Witness,
  project: string,
  issuer: string,
  trustPolicy: string | object | undefined,
): 'organizations' | 'organization' | 'project' | undefined {
  const { policy } = parseTrustPolicy(trustPolicy);
  if (!policy) {
    return undefined;
  }
  const { decide } = compileTrustPolicy(policy);
  // Providers of other issuers vouch for nobody here.
  const provider = `:oidc-provider/${issuer.replace(/^https:\/\//, '')}`;
  const vouchers = new Set(
    policy.statements
      .flatMap(({ principal }) => principal.federated)
      .filter(arn => arn.endsWith(provider)),
  );
  const admits = (claims: { audience: string; subject: string }) =>
    [...vouchers].some(
      federated => decide({ principal: { federated }, claims }) === 'allow',
    );
  // An environment of the legacy project is named without it.
  const isLegacy = !audience.includes(':');
  const nameIn = (within: string) =>
    isLegacy ? ANY.name : `${within}/${ANY.name}`;
  const anyEnvironment = {
    audience,
    subject: subject.replace(ENVIRONMENT, nameIn(ANY.project)),
  };
  if (admits(anyEnvironment)) {
    return admits({
      audience: audience.replace(/[^:]+$/, ANY.organization),
      subject: anyEnvironment.subject.replace(ORGANIZATION, ANY.organization),
    })
      ? 'organizations'
      : 'organization';
  }
  return admits({
    audience,
    subject: subject.replace(ENVIRONMENT, nameIn(project)),
  })
    ? 'project'
    : undefined;
}

/** Written `organization/project/name`, as subjects of `default` don't do. */
function exampleOf(organization: string, environment: string): string {
  return `${organization}/${
    environment.includes('/') ? environment : `default/${environment}`
  }`;
}

/** The environment that sends a subject. */
function ownOf(subject: string): string | undefined {
  const facts = factsOf(subject);
  return facts?.environment && exampleOf(facts.organization, facts.environment);
}

/** What a subject of a documented form names. */
function factsOf(
  subject: string,
): { organization: string; environment?: string; stack?: string } | undefined {
  const deployment =
    /^pulumi:deploy:org:([^:]+):project:([^:]+):stack:([^:]+):/.exec(subject);
  if (deployment) {
    const [, organization, project, stack] = deployment;
    return { organization, stack: `${organization}/${project}/${stack}` };
  }
  if (
    !/^pulumi:environments:(?:org|pulumi\.organization\.login):/.test(subject)
  ) {
    return undefined;
  }
  const organization = subject.match(ORGANIZATION)?.[0];
  return organization === undefined
    ? undefined
    : {
        organization,
        environment:
          /(?<=:env:|:currentEnvironment\.name:)[^:]+/.exec(subject)?.[0] ??
          /(?<=:rootEnvironment\.name:)[^:]+/.exec(subject)?.[0],
      };
}
