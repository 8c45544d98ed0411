import { ClaimsTemplate, renderSubject } from '../claims/types';
import type { ClaimPairs, ConcreteClaims } from './analyzeExposure';
import { claimOfKey } from './conditions';
import { parseSubject, SubjectFacts, vendorless } from './issuableClaims';
import { PolicyStatement } from './types';

/** Names that no intended environment is expected to have. */
const SOME_ORGANIZATION = 'another-organization';
const SOME_PROJECT = 'some-project';
const SOME_ENVIRONMENT = 'some-environment';
const SOME_USER = 'some-user';

/**
 * Tokens that strangers could bring, made from what the policy itself names and
 * from the neighbours of what is intended.
 */
export function strangersTo(
  intended: ClaimsTemplate[],
  statements: PolicyStatement[],
  identityProviderArn: string,
): ClaimPairs[] {
  const valuesOf = (claim: 'audience' | 'subject') =>
    statements.flatMap(s =>
      s.conditions
        .filter(c => claimOfKey(c.key, identityProviderArn) === claim)
        .flatMap(c => c.values),
    );
  const audiences = new Set([
    ...intended.map(template => template.audience),
    ...valuesOf('audience').flatMap(value =>
      fill(value, ['', '-x', SOME_ORGANIZATION]),
    ),
    `aws:${SOME_ORGANIZATION}`,
    SOME_ORGANIZATION,
  ]);
  for (const audience of [...audiences]) {
    const organization = vendorless(audience);
    audiences.add(organization);
    audiences.add(`aws:${organization}`);
  }
  const fromPolicy = valuesOf('subject').flatMap(value =>
    fill(value, [
      '',
      'x',
      SOME_ENVIRONMENT,
      `x/${SOME_ENVIRONMENT}`,
      `${SOME_PROJECT}/${SOME_ENVIRONMENT}`,
    ]),
  );
  return [...audiences].map(audience => ({
    audiences: [audience],
    subjects: [
      ...new Set([
        ...fromPolicy,
        ...neighbours(vendorless(audience), intended),
      ]),
    ],
  }));
}

/** Texts that a pattern matches: every wildcard filled with the same sample. */
function fill(pattern: string, samples: string[]): string[] {
  if (!/[*?]/.test(pattern)) {
    return [pattern];
  }
  return samples.map(sample =>
    pattern.replaceAll('?', 'x').replaceAll('*', sample),
  );
}

/** Subjects of an organization: somewhere else, next door, a stack, a user. */
function neighbours(
  organization: string,
  intended: ClaimsTemplate[],
): string[] {
  const plain = `pulumi:environments:org:${organization}:env:`;
  const custom = `pulumi:environments:pulumi.organization.login:${organization}`;
  const current = `${custom}:currentEnvironment.name:`;
  const projects = new Set([SOME_PROJECT]);
  const own: string[] = [];
  for (const { subject } of intended) {
    const text = renderSubject(subject);
    const facts = parseSubject(text.replace(/\{[^}]*\}/g, SOME_USER));
    if (facts?.environment?.includes('/')) {
      const [project] = facts.environment.split('/');
      projects.add(project);
      projects.add(`${project}-x`);
    }
    own.push(text.replace(/\{[^}]*\}/g, SOME_USER));
  }
  const environments = [...projects].map(p => `${p}/${SOME_ENVIRONMENT}`);
  return [
    ...environments.flatMap(environment => [
      plain + environment,
      current + environment,
      `${current + environment}:pulumi.user.login:${SOME_USER}`,
      `${custom}:pulumi.user.login:${SOME_USER}:currentEnvironment.name:${environment}`,
      `${custom}:rootEnvironment.name:${environment}`,
    ]),
    plain + SOME_ENVIRONMENT,
    `${plain}<yaml>`,
    `${custom}:pulumi.organization.login:${organization}`,
    `${custom}:pulumi.user.login:${SOME_USER}`,
    ...own.flatMap(text => [text, `${text}:pulumi.user.login:${SOME_USER}`]),
    `pulumi:deploy:org:${organization}:project:${SOME_PROJECT}:stack:dev:operation:update:scope:write`,
  ];
}

/** Says who brings such a token, in relation to what is intended. */
export function strangerDescriber(
  intended: ClaimsTemplate[],
): (claims: ConcreteClaims) => { kind: string; why: string } {
  const known = intended.flatMap(template => {
    const found = parseSubject(
      renderSubject(template.subject).replace(/\{[^}]*\}/g, SOME_USER),
    );
    return found ? [found] : [];
  });
  return claims => describe(claims, known);
}

function describe(
  { audience, subject }: ConcreteClaims,
  known: SubjectFacts[],
): { kind: string; why: string } {
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
