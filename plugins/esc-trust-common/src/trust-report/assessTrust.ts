import { claimsFor } from '../claims/claimsFor';
import { EnvironmentRef, stringifyEnvironmentRef } from '../claims/environment';
import {
  DEFAULT_ISSUER,
  identityProviderArn,
  isCustomAudienceIssuer,
} from '../claims/issuer';
import { ClaimsTemplate, Opening, renderSubject } from '../claims/types';
import { AwsLogin } from '../definition/types';
import { parseTrustPolicy } from '../trust-policy/parseTrustPolicy';
import { markAccepted } from './acceptance';
import { assessExposure } from './assessExposure';
import { documentFindings } from './documentFindings';
import { environmentFindings } from './environmentFindings';
import {
  audienceGate,
  identityProviderGate,
  loginGate,
  roleGate,
  sessionDurationGate,
} from './gates';
import { deniedOpening } from './openingAdvice';
import { openingReport } from './openingReport';
import { trustStatus } from './status';
import { agreed, trustPolicyGate } from './trustPolicyGate';
import { Access, GateResult, OpeningReport, TrustReport } from './types';
import { wrongIssuerReport } from './wrongIssuerReport';

/**
 * The live state that a trust report is made from.
 *
 * @remarks
 * Everywhere: undefined is "not known", null is "known to be missing".
 *
 * @public
 */
export interface AssessTrustInput {
  /** The environment that holds the login. */
  environment: EnvironmentRef;
  /** Issuer URL; default: the public Pulumi Cloud's. */
  issuer?: string;
  /** The mapping's login, as found in the definition. */
  login?: AwsLogin | null;
  /** Why the definition can't be understood, when the login isn't known. */
  definitionProblem?: string;
  /** ARN that the mapping recorded, when it did. */
  roleArn?: string;
  /** The role as it is in AWS. */
  role?: {
    /** `arn:<partition>:iam::<account>:role/<path and name>`. */
    arn: string;
    /** JSON text, the same URL-encoded, or an object. */
    trustPolicy: unknown;
    /** Seconds, 3600 to 43200; when absent the least is assumed. */
    maxSessionDuration?: number;
  } | null;
  /** The issuer's identity provider in the role's account. */
  identityProvider?: {
    /** When given, it must be the one of the role's account and the issuer. */
    arn?: string;
    /** The audiences that it lists. */
    clientIds: string[];
  } | null;
  /** The openings in use; default: directly. */
  openings?: Opening[];
  /** Other environments that are meant to use the role. */
  intended?: EnvironmentRef[];
  /**
   * False when the role's owner has not agreed to this environment: letting it
   * in is then exposure. Default: true.
   */
  isIntended?: boolean;
  /**
   * Fingerprints of findings that somebody accepted on purpose. They stay in the
   * report, marked, and no longer decide the status.
   */
  acceptedFingerprints?: string[];
}

/**
 * Judges whether an environment may assume a role, whether anybody else may,
 * and says why.
 *
 * @param input - the live state
 * @returns never `trusted` when anything could not be read or understood
 * @public
 */
export function assessTrust(input: AssessTrustInput): TrustReport {
  const { environment, issuer = DEFAULT_ISSUER, login, role } = input;
  if (isCustomAudienceIssuer(issuer)) {
    return wrongIssuerReport(environment, issuer);
  }
  const openings: Opening[] = input.openings?.length
    ? input.openings
    : [{ kind: 'direct' }];
  const attributes = attributesOf(login);
  // A login without a list has documented claims; one with an empty list, or
  // with a list that isn't known, has not.
  const listed =
    login?.kind === 'oidc' && !login.subjectAttributes
      ? undefined
      : attributes ?? [];
  const candidatesOf = (opening: Opening) =>
    claimsFor({
      environment,
      login: { subjectAttributes: listed },
      opening,
      issuer,
    });
  const candidates = openings.map(candidatesOf);
  const parsed = role ? parseTrustPolicy(role.trustPolicy) : undefined;
  // Computed, never taken from what was found: a provider of another account or
  // for another issuer vouches for nobody here.
  const providerArn = providerArnBeside(
    role?.arn ?? input.roleArn ?? literalRole(login),
    issuer,
  );
  const report = (claims: ClaimsTemplate): OpeningReport =>
    openingReport(claims, attributes && parsed?.policy, providerArn);
  const reports = candidates.map(templates => templates.map(report));
  const denied = deniedOpening({
    environment,
    issuer,
    direct: candidatesOf({ kind: 'direct' }).map(report),
    openings: openings.map((opening, index) => ({
      opening,
      reports: reports[index],
    })),
    subjectAttributes: attributes ?? [],
  });

  const { identityProvider } = input;
  const provider = identityProviderGate(identityProvider, issuer, providerArn);
  const gates: GateResult[] = [
    loginGate(environment, login, role?.arn ?? input.roleArn),
    provider,
    audienceGate(
      provider.outcome === 'pass' ? identityProvider : undefined,
      reports.flat(),
    ),
    roleGate(role),
    trustPolicyGate(reports, parsed?.policy, providerArn, candidates, denied),
    sessionDurationGate(login, role),
  ];
  const access = accessOf(gates, reports);

  const accepted = new Set(input.acceptedFingerprints);
  const ofEnvironment = markAccepted(
    [
      ...environmentFindings(environment, attributes, input.definitionProblem),
      ...(denied ? [denied] : []),
    ],
    accepted,
  );
  const ofDocument =
    role && parsed ? documentFindings(role.trustPolicy, parsed, role.arn) : [];
  const { exposure, counted, findings } = assessExposure({
    input,
    issuer,
    attributes,
    policy: parsed?.policy,
    providerArn,
    accepted,
    sharesSubject: ofEnvironment.some(
      f => f.code === 'subject-shared' && f.accepted,
    ),
  });
  const [first] = candidates[0];
  // Admitted and not meant to be: the environment itself is the witness.
  const intruder = input.isIntended === false && admitted(reports.flat());
  return {
    status: trustStatus(access, intruder ? 'wider' : counted),
    access,
    exposure: intruder
      ? {
          verdict: 'wider',
          witnesses: [
            {
              audience: intruder.audience,
              subject: intruder.subject,
              why: `${stringifyEnvironmentRef(
                environment,
              )} itself can assume this role, and the role's owner has not agreed to it.`,
            },
            ...exposure.witnesses,
          ],
        }
      : exposure,
    claims: {
      issuer,
      audience: first.audience,
      subject: renderSubject(first.subject),
    },
    openings: reports.flat(),
    gates,
    findings: [
      ...ofEnvironment,
      ...markAccepted(ofDocument, accepted),
      ...findings,
    ],
  };
}

/** The listed attributes; undefined when they aren't known. */
function attributesOf(login: AwsLogin | null | undefined) {
  if (!login || login.kind !== 'oidc') {
    return undefined;
  }
  if (!login.subjectAttributes) {
    return [];
  }
  return 'literal' in login.subjectAttributes
    ? login.subjectAttributes.literal
    : undefined;
}

/** The role that the login names, when it is written out. */
function literalRole(login: AwsLogin | null | undefined) {
  return login?.roleArn && 'literal' in login.roleArn
    ? login.roleArn.literal
    : undefined;
}

/** The issuer's provider in the role's own account and partition. */
function providerArnBeside(
  roleArn: string | undefined,
  issuer: string,
): string | undefined {
  const match = /^arn:([\w-]+):iam::(\d{12}):role\//.exec(roleArn ?? '');
  return match
    ? identityProviderArn({ issuer, partition: match[1], accountId: match[2] })
    : undefined;
}

/** The first opening that the trust policy lets in, or may. */
function admitted(reports: OpeningReport[]): OpeningReport | undefined {
  return reports.find(({ decision }) => decision !== 'deny');
}

function accessOf(gates: GateResult[], reports: OpeningReport[][]): Access {
  if (gates.some(g => g.outcome === 'fail')) {
    return 'fails';
  }
  if (gates.some(g => g.outcome === 'unknown')) {
    return 'unknown';
  }
  return reports.map(agreed).includes('depends') ? 'conditional' : 'works';
}
