import { ClaimsTemplate, renderSubject } from '../claims/types';
import type { ConcreteClaims } from './intention';
import { parseSubject, SubjectFacts, vendorless } from './issuableClaims';

/** Stands for whoever opens an environment. */
const SOME_USER = 'some-user';

/** How a stranger is related to what is intended, the farthest first. */
export const STRANGER_KINDS = [
  'organization',
  'project',
  'sibling',
  'stack',
  'deployments',
  'attributes',
  'same-environment',
] as const;

/** One of {@link STRANGER_KINDS}. */
export type StrangerKind = (typeof STRANGER_KINDS)[number];

/** What the intended subjects say, as far as they are of a known grammar. */
export function factsOf(intended: ClaimsTemplate[]): SubjectFacts[] {
  return intended.flatMap(template => {
    const found = parseSubject(
      renderSubject(template.subject).replace(/\{[^}]*\}/g, SOME_USER),
    );
    return found ? [found] : [];
  });
}

/** Says who brings such a token, in relation to what is intended. */
export function strangerDescriber(
  intended: ClaimsTemplate[],
): (claims: ConcreteClaims) => { kind: StrangerKind; why: string } {
  const known = factsOf(intended);
  return claims => describe(claims, known);
}

function describe(
  { audience, subject }: ConcreteClaims,
  known: SubjectFacts[],
): { kind: StrangerKind; why: string } {
  const facts = parseSubject(subject);
  const organization = vendorless(audience);
  if (!known.some(k => k.organization === organization)) {
    return {
      kind: 'organization',
      why: `Another organization can assume this role, for example ${organization}.`,
    };
  }
  if (facts?.service === 'deployments') {
    return {
      kind: 'deployments',
      why: `Pulumi Deployments of ${organization} can assume this role.`,
    };
  }
  const environment = facts?.environment;
  if (environment === '<yaml>') {
    return {
      kind: 'stack',
      why: `Every environment of ${organization} that a Pulumi stack opens can assume this role.`,
    };
  }
  if (environment === undefined) {
    return {
      kind: 'attributes',
      why: `Any environment of ${organization} whose login lists the same subject attributes can assume this role.`,
    };
  }
  const example = `${organization}/${environment}`;
  if (known.some(k => k.environment === environment)) {
    return {
      kind: 'same-environment',
      why: `The environment ${example} can also assume this role with other subject attributes.`,
    };
  }
  const project = environment.split('/')[0];
  return known.some(k => k.environment?.split('/')[0] === project)
    ? {
        kind: 'sibling',
        why: `Another environment of the project ${project} can assume this role, for example ${example}.`,
      }
    : {
        kind: 'project',
        why: `Environments of other projects can assume this role, for example ${example}.`,
      };
}
