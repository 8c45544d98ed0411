import {
  analyzeExposure,
  claimsFor,
  ClaimsTemplate,
  EnvironmentRef,
  Exposure,
  identityProviderArn,
  isCustomAudienceIssuer,
  parseTrustPolicy,
} from '@internal/backstage-plugin-esc-trust-common';
import { sameRef } from '../access/ownership';

/** An environment that is meant to use a role, and what its tokens say. */
export interface Intended {
  environment: EnvironmentRef;
  /** Issuer URL of its organization. */
  issuer: string;
  /** To whom the consent was given: it ends with the ownership of the role. */
  ownerRef: string;
  /** As its mapping was last assessed. */
  claims: Array<{ audience: string; subject: string }>;
}

/** What is known of a role's trust policy and of those that are meant to use it. */
export interface RoleTrust {
  accountId: string;
  partition: string;
  /** JSON text. */
  trustPolicy: string;
  /** Its recorded owner; undefined while nobody has asked. */
  owner?: { ref?: string };
  intended: Intended[];
}

const UNDECIDED: Exposure = { verdict: 'undecided', witnesses: [] };

/**
 * Who can assume a role besides the environments that are meant to, whatever
 * issuer their tokens come from.
 */
export function roleExposure(role: RoleTrust, issuers: string[]): Exposure {
  const { policy } = parseTrustPolicy(role.trustPolicy);
  if (!policy) {
    return UNDECIDED;
  }
  const { owner } = role;
  const intended = role.intended.filter(
    ({ ownerRef }) => !owner || sameRef(ownerRef, owner.ref ?? ''),
  );
  const exposures = issuers.map(issuer =>
    isCustomAudienceIssuer(issuer)
      ? UNDECIDED
      : analyzeExposure(policy, {
          identityProviderArn: identityProviderArn({ ...role, issuer }),
          intended: intended
            .filter(one => one.issuer === issuer)
            .flatMap(templatesOf),
        }),
  );
  const wider = exposures.filter(({ verdict }) => verdict === 'wider');
  if (wider.length > 0) {
    return {
      verdict: 'wider',
      witnesses: wider.flatMap(({ witnesses }) => witnesses),
    };
  }
  // Who is meant hangs on the owner: of one who isn't known it could be nobody.
  const isSure = owner !== undefined || role.intended.length === 0;
  return isSure &&
    exposures.length > 0 &&
    exposures.every(({ verdict }) => verdict === 'intended')
    ? { verdict: 'intended', witnesses: [] }
    : UNDECIDED;
}

/** As for a mapping's report: claims that name the environment. */
function templatesOf({
  environment,
  issuer,
  claims,
}: Intended): ClaimsTemplate[] {
  const opening = { kind: 'direct' } as const;
  const named = [[], ['currentEnvironment.name']].flatMap(subjectAttributes =>
    claimsFor({ environment, login: { subjectAttributes }, opening, issuer }),
  );
  const assessed = claims
    .filter(({ subject }) => namesEnvironment(subject))
    .map(
      ({ audience, subject }): ClaimsTemplate => ({
        issuer,
        audience,
        subject: partsOf(subject),
        opening,
        certainty: 'inferred',
      }),
    );
  return [...named, ...assessed];
}

/** A stack's default subject and one without names stand for many environments. */
function namesEnvironment(subject: string): boolean {
  return /(?::env:[\w.-]|(?:current|root)Environment\.name:[\w.-])/.test(
    subject,
  );
}

/** A subject with its placeholders in braces, taken apart again. */
function partsOf(subject: string): ClaimsTemplate['subject'] {
  return subject
    .split(/\{([^{}]*)\}/)
    .map((text, index) => (index % 2 === 0 ? text : { attribute: text }))
    .filter(part => part !== '');
}
