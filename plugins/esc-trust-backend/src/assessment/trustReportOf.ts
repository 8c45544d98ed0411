import {
  assessTrust,
  DEFAULT_ISSUER,
  EnvironmentRef,
  ESC_TRUST_TAGS,
  stringifyEnvironmentRef,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';
import { sameRef } from '../access/ownership';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { RoleState } from '../aws/AwsAccount';
import { Consent, decodeDocument } from './state/digests';
import { RoleFacts } from './state/AccountState';
import { StoredLogin } from './state/environmentFacts';

/** All that the report of a mapping is made from; undefined is "not known". */
export interface MappingFacts extends StoredLogin {
  environment: EnvironmentRef;
  issuer: string;
  role?: Pick<
    RoleFacts,
    'arn' | 'trustPolicy' | 'maxSessionDuration' | 'owner'
  > | null;
  identityProvider?: { arn?: string; clientIds: string[] } | null;
  /** Environments whose use of the role its owner of then agreed to. */
  consents: Consent[];
  /** Findings that somebody has accepted on purpose, until later than now. */
  acceptedFingerprints?: string[];
}

/** The report, whether its facts were read just now or long ago. */
export function trustReportOf(facts: MappingFacts): TrustReport {
  const { environment, issuer, login, problem, role } = facts;
  const intended = intendedFor(role?.owner?.ref, facts.consents);
  return assessTrust({
    environment,
    issuer,
    login,
    definitionProblem: problem,
    role,
    identityProvider: facts.identityProvider,
    openings: facts.openings,
    acceptedFingerprints: facts.acceptedFingerprints,
    intended,
    isIntended: intended.some(
      other =>
        stringifyEnvironmentRef(other) === stringifyEnvironmentRef(environment),
    ),
  });
}

/**
 * The environments that the role's owner agreed to. A consent ends with the
 * ownership: of a role that has another owner by now, it counts no more.
 */
function intendedFor(
  owner: string | undefined,
  consents: Consent[],
): EnvironmentRef[] {
  return owner
    ? consents
        .filter(consent => sameRef(consent.ownerRef, owner))
        .map(({ organization, project, name }) => ({
          organization,
          project,
          name,
        }))
    : [];
}

/** What counts of a role that was read by itself. */
export function roleFactsOf(role: RoleState): RoleFacts {
  const { id, arn, maxSessionDuration, tags } = role;
  return {
    id,
    arn,
    trustPolicy: decodeDocument(role.trustPolicy),
    maxSessionDuration,
    owner: { ref: tags[ESC_TRUST_TAGS.owner] },
  };
}

/** The issuer of an environment's organization. */
export function issuerOf(
  config: Pick<EscTrustConfig, 'organizations'>,
  environment: EnvironmentRef,
): string {
  return (
    config.organizations.find(({ name }) => name === environment.organization)
      ?.issuer ?? DEFAULT_ISSUER
  );
}

/** The issuers of all organizations, each once. */
export function issuersOf(
  config: Pick<EscTrustConfig, 'organizations'>,
): string[] {
  const issuers = config.organizations.map(({ issuer }) => issuer);
  return [...new Set(issuers.length > 0 ? issuers : [DEFAULT_ISSUER])];
}

/** The role that a login names, when it is written out. */
export function literalRoleArn({ login }: StoredLogin): string | undefined {
  const arn =
    login?.roleArn && 'literal' in login.roleArn
      ? login.roleArn.literal
      : undefined;
  // AWS has no such names, and no database stores them.
  return arn !== undefined && arn.length <= 2_048 && !/\p{Cc}/u.test(arn)
    ? arn
    : undefined;
}
