import { claimsFor } from '../claims/claimsFor';
import { EnvironmentRef, stringifyEnvironmentRef } from '../claims/environment';
import { DEFAULT_ISSUER, identityProviderArn } from '../claims/issuer';
import {
  ClaimsTemplate,
  Opening,
  renderSubject,
  SUBJECT_ATTRIBUTES,
} from '../claims/types';
import { AwsLogin } from '../definition/types';
import { analyzeExposure } from '../trust-policy/analyzeExposure';
import { evaluateTrustPolicy } from '../trust-policy/evaluateTrustPolicy';
import { parseTrustPolicy } from '../trust-policy/parseTrustPolicy';
import { TrustPolicy } from '../trust-policy/types';
import { createFinding, policyFindings } from './findings';
import {
  audienceGate,
  identityProviderGate,
  loginGate,
  roleGate,
  sessionDurationGate,
} from './gates';
import { intendedClaims, namesEnvironment } from './intendedClaims';
import { trustStatus } from './status';
import { agreed, trustPolicyGate } from './trustPolicyGate';
import {
  Access,
  Exposure,
  Finding,
  GateResult,
  OpeningReport,
  TrustReport,
} from './types';

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
  const {
    environment,
    issuer = DEFAULT_ISSUER,
    login,
    role,
    identityProvider,
    openings = [{ kind: 'direct' }],
  } = input;
  const name = stringifyEnvironmentRef(environment);
  const attributes = attributesOf(login);
  const candidates = openings.map(opening =>
    claimsFor({
      environment,
      login: { subjectAttributes: attributes ?? [] },
      opening,
      issuer,
    }),
  );
  const parsed = role ? parseTrustPolicy(role.trustPolicy) : undefined;
  // Computed, never taken from what was found: a provider of another account or
  // for another issuer vouches for nobody here.
  const providerArn = providerArnBeside(
    role?.arn ?? input.roleArn ?? literalRole(login),
    issuer,
  );
  const judge = (claims: ClaimsTemplate): OpeningReport['decision'] =>
    attributes && parsed?.policy && providerArn
      ? decide(parsed.policy, providerArn, claims)
      : 'unknown';
  const reports = candidates.map(templates =>
    templates.map(claims => openingReport(claims, judge(claims))),
  );

  const provider = identityProviderGate(identityProvider, issuer, providerArn);
  const gates: GateResult[] = [
    loginGate(environment, login, role?.arn ?? input.roleArn),
    provider,
    audienceGate(
      provider.outcome === 'pass' ? identityProvider : undefined,
      reports.flat(),
    ),
    roleGate(role),
    trustPolicyGate(reports, parsed?.policy, providerArn, candidates),
    sessionDurationGate(login, role),
  ];
  const access = accessOf(gates, reports);
  const exposure: Exposure =
    parsed?.policy && providerArn && attributes
      ? analyzeExposure(parsed.policy, {
          identityProviderArn: providerArn,
          intended: intendedClaims(input, issuer, attributes),
        })
      : { verdict: 'undecided', witnesses: [] };

  const findings: Finding[] = [
    ...(input.definitionProblem
      ? [
          createFinding('definition-problem', {
            about: name,
            values: { detail: input.definitionProblem },
          }),
        ]
      : []),
    ...environmentFindings(name, environment, attributes),
    ...(parsed?.problems ?? []).map(problem =>
      createFinding('trust-policy-unreadable', {
        about: role!.arn,
        values: { detail: problem.message },
        statement: problem.statement,
      }),
    ),
    ...(parsed?.policy && providerArn
      ? policyFindings(parsed.policy, providerArn, role!.arn)
      : []),
  ];
  const [first] = candidates[0];
  return {
    status: trustStatus(access, exposure.verdict),
    access,
    exposure,
    claims: {
      issuer,
      audience: first.audience,
      subject: renderSubject(first.subject),
    },
    openings: reports.flat(),
    gates,
    findings,
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

function decide(
  policy: TrustPolicy,
  federated: string,
  claims: ClaimsTemplate,
): OpeningReport['decision'] {
  const { effect } = evaluateTrustPolicy(policy, {
    principal: { federated },
    claims,
  });
  return effect === 'implicit-deny' || effect === 'explicit-deny'
    ? 'deny'
    : effect;
}

function openingReport(
  claims: ClaimsTemplate,
  decision: OpeningReport['decision'],
): OpeningReport {
  const { opening } = claims;
  const opener =
    opening.kind !== 'direct' && opening.root
      ? stringifyEnvironmentRef(opening.root)
      : undefined;
  return {
    opening: opening.kind,
    ...(opener ? { opener } : {}),
    audience: claims.audience,
    subject: renderSubject(claims.subject),
    certainty: claims.certainty,
    decision,
  };
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

function environmentFindings(
  name: string,
  environment: EnvironmentRef,
  attributes: string[] | undefined,
): Finding[] {
  const listed = [...new Set(attributes)];
  const unknown = listed.filter(
    a => !(SUBJECT_ATTRIBUTES as readonly string[]).includes(a),
  );
  const repeated = listed.filter(
    a => attributes!.indexOf(a) !== attributes!.lastIndexOf(a),
  );
  return [
    ...(environment.project === 'default'
      ? [createFinding('legacy-default-project', { about: name })]
      : []),
    ...(attributes && !namesEnvironment(attributes)
      ? [createFinding('subject-shared', { about: name })]
      : []),
    ...repeated.map(detail =>
      createFinding('repeated-subject-attribute', {
        about: name,
        values: { detail },
      }),
    ),
    ...unknown.map(detail =>
      createFinding('unknown-subject-attribute', {
        about: name,
        values: { detail },
      }),
    ),
  ];
}
