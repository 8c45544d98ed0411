import {
  assessTrust,
  AssessTrustInput,
  AwsLogin,
  EnvironmentRef,
  identityProviderArn,
  issuerHostPath,
  Opening,
  parseEnvironmentRef,
  parseTrustPolicy,
  PolicyProblem,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  entriesOf,
  issuerOf,
  LabInput,
  LabProblems,
  labProblems,
} from './labInput';

/** AWS's own example, for a trust policy that names no account. */
const EXAMPLE_ACCOUNT = '111122223333';

/** What the policy lab says to its input. */
export interface LabEvaluation {
  /** Of the fields; while there are any, nothing is judged. */
  problems: LabProblems;
  /** Of the trust policy: such a one is judged too, and never trusted. */
  policyProblems: PolicyProblem[];
  /** Absent while a field is wrong, and without a trust policy. */
  report?: TrustReport;
  /** The identity provider that the role's account has, or would have. */
  identityProviderArn: string;
}

/**
 * Judges what stands in the fields of the policy lab, by the same engine as
 * every assessment. Pure.
 *
 * @param input - the fields
 */
export function evaluateLab(input: LabInput): LabEvaluation {
  const problems = labProblems(input);
  const isBlank = input.trustPolicy.trim() === '';
  const isComplete = !isBlank && Object.keys(problems).length === 0;
  return {
    problems,
    policyProblems: isBlank ? [] : parseTrustPolicy(input.trustPolicy).problems,
    ...(isComplete ? { report: assessTrust(labFacts(input)) } : {}),
    identityProviderArn: providerArnOf(input),
  };
}

/**
 * The facts that the fields describe.
 *
 * @param input - the fields, without problems
 */
export function labFacts(input: LabInput): AssessTrustInput {
  const role = roleArnOf(input);
  const seconds = input.maxSessionDuration.trim();
  return {
    environment: labEnvironment(input),
    issuer: issuerOf(input),
    login: loginOf(input, role),
    role: {
      arn: role,
      trustPolicy: input.trustPolicy,
      ...(seconds ? { maxSessionDuration: Number(seconds) } : {}),
    },
    identityProvider: identityProviderOf(input),
    openings: labOpenings(input),
    intended: intendedOf(input),
  };
}

/** The environment of the fields. */
export function labEnvironment(input: LabInput): EnvironmentRef {
  return {
    organization: input.organization.trim(),
    project: input.project.trim(),
    name: input.name.trim(),
  };
}

/** The openings of the fields. */
export function labOpenings(input: LabInput): Opening[] {
  return input.openings.map(kind => {
    if (kind === 'direct') {
      return { kind };
    }
    const root = parseEnvironmentRef(
      kind === 'import' ? input.importRoot : input.stackRoot,
    );
    return { kind, ...(root ? { root } : {}) };
  });
}

/** The other environments of the fields. */
export function intendedOf(input: LabInput): EnvironmentRef[] {
  return entriesOf(input.intended).flatMap(
    text => parseEnvironmentRef(text) ?? [],
  );
}

function loginOf(input: LabInput, role: string): AwsLogin {
  const duration = input.duration.trim();
  return {
    path: 'aws.login',
    kind: 'oidc',
    roleArn: { literal: role },
    sessionName: { literal: 'pulumi-environments-session' },
    ...(duration ? { duration: { literal: duration } } : {}),
    // An empty list isn't quite an absent one.
    ...(input.subjectAttributes.length > 0
      ? { subjectAttributes: { literal: input.subjectAttributes } }
      : {}),
    position: { line: 1, column: 1 },
  };
}

function identityProviderOf(
  input: LabInput,
): AssessTrustInput['identityProvider'] {
  switch (input.identityProvider) {
    case 'missing':
      return null;
    case 'unknown':
      return undefined;
    default: {
      const arn = input.identityProviderArn.trim();
      return { ...(arn ? { arn } : {}), clientIds: entriesOf(input.clientIds) };
    }
  }
}

/** The identity provider of the issuer, in the account of the role. */
function providerArnOf(input: LabInput): string {
  return identityProviderArn({ issuer: issuerOf(input), ...accountOf(input) });
}

/** A role of that account: its name decides nothing. */
function roleArnOf(input: LabInput): string {
  const { partition, accountId } = accountOf(input);
  return `arn:${partition}:iam::${accountId}:role/policy-lab`;
}

/** The account that is named, else the one that the trust policy trusts. */
function accountOf(input: LabInput): { partition: string; accountId: string } {
  const { policy } = parseTrustPolicy(input.trustPolicy);
  const vouchers = (policy?.statements ?? []).flatMap(
    ({ principal }) => principal.federated,
  );
  const suffix = `:oidc-provider/${issuerHostPath(issuerOf(input))}`;
  const found = [
    input.identityProviderArn.trim(),
    ...vouchers.filter(arn => arn.endsWith(suffix)),
    ...vouchers,
  ]
    .map(arn => /^arn:([\w-]+):iam::(\d{12}):/.exec(arn))
    .find(match => match !== null);
  return found
    ? { partition: found[1], accountId: found[2] }
    : { partition: 'aws', accountId: EXAMPLE_ACCOUNT };
}
