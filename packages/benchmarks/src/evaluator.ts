import {
  analyzeExposure,
  assessTrust,
  AssessTrustInput,
  AwsLogin,
  claimsFor,
  compileTrustPolicy,
  parseTrustPolicy,
  TrustPolicy,
  TrustPolicyRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { Bench, BenchFigure } from './bench';
import { microsecondsPerCall, rounded } from './measure';
import { RealisticPolicy, realisticPolicies } from './realisticPolicies';
import { worstCases } from './worstCase';

const POLICIES = 10_000;
/** What takes longer is measured over fewer of them. */
const FEWER = 500;

/**
 * How fast the trust engine decides, assesses and analyzes, on one core.
 *
 * @remarks Takes no arguments.
 */
export const evaluator: Bench = (_args, say) => {
  const realistic = realisticPolicies(POLICIES);
  say(`${POLICIES} distinct realistic policies`);
  // First: compiled policies that stay alive beside it cost a quarter.
  const parsed = fromText(realistic);
  const decided = realistic.map(one => ({
    compiled: compileTrustPolicy(policyOf(one.document)),
    request: requestOf(one),
  }));
  const allowed = decided.filter(
    ({ compiled, request }) => compiled.decide(request) === 'allow',
  );
  say(`${allowed.length} of them allow their request`);
  return [
    perSecond(
      'decide, compiled policies',
      1_000_000,
      microsecondsPerCall(decided, ({ compiled, request }) =>
        compiled.decide(request),
      ),
    ),
    parsed,
    slowestWorstCase(say),
    assessment(realistic.slice(0, FEWER), say),
    exposure(realistic.slice(0, FEWER)),
  ];
};

function perSecond(
  name: string,
  atLeast: number,
  microseconds: number,
): BenchFigure {
  const value = Math.round(rounded(1_000_000 / microseconds));
  return { name, value, unit: 'decisions/s', goal: { atLeast } };
}

function fromText(realistic: RealisticPolicy[]): BenchFigure {
  const inputs = realistic.map(one => ({
    text: encodeURIComponent(JSON.stringify(one.document)),
    request: requestOf(one),
  }));
  return perSecond(
    'decide, from URL-encoded text',
    150_000,
    microsecondsPerCall(inputs, ({ text, request }) =>
      compileTrustPolicy(parseTrustPolicy(text).policy!).decide(request),
    ),
  );
}

function slowestWorstCase(say: (line: string) => void): BenchFigure {
  const slowest = worstCases().map(({ name, document, request }) => {
    const compiled = compileTrustPolicy(policyOf(document));
    const ms =
      microsecondsPerCall([request], one => compiled.decide(one)) / 1000;
    say(`worst case, ${name}: ${rounded(ms)} ms`);
    return ms;
  });
  return {
    name: 'decide, worst case',
    value: rounded(Math.max(...slowest)),
    unit: 'ms',
    goal: { atMost: 1 },
  };
}

function assessment(
  realistic: RealisticPolicy[],
  say: (line: string) => void,
): BenchFigure {
  const measure = (some: RealisticPolicy[]) =>
    rounded(microsecondsPerCall(some.map(assessedOf), assessTrust));
  const lists = measure(realistic.filter(one => !one.isPattern));
  const patterns = measure(realistic.filter(one => one.isPattern));
  say(`assessTrust, listed subjects: ${lists} µs; a pattern: ${patterns} µs`);
  return {
    name: 'assessTrust',
    value: measure(realistic),
    unit: 'µs',
    goal: { atMost: 100 },
  };
}

function assessedOf(one: RealisticPolicy): AssessTrustInput {
  return {
    environment: one.environment,
    login: loginOf(one.roleArn),
    role: {
      arn: one.roleArn,
      trustPolicy: one.document,
      maxSessionDuration: 3600,
    },
    identityProvider: {
      arn: one.identityProviderArn,
      clientIds: [one.audience],
    },
    intended: one.others,
  };
}

function exposure(realistic: RealisticPolicy[]): BenchFigure {
  const inputs = realistic.map(one => ({
    policy: policyOf(one.document),
    identityProviderArn: one.identityProviderArn,
    intended: [one.environment, ...one.others].flatMap(environment =>
      claimsFor({ environment }),
    ),
  }));
  const microseconds = microsecondsPerCall(
    inputs,
    ({ policy, identityProviderArn, intended }) =>
      analyzeExposure(policy, { identityProviderArn, intended }),
  );
  return {
    name: 'analyzeExposure',
    value: rounded(microseconds / 1000),
    unit: 'ms',
    goal: { atMost: 5 },
  };
}

function loginOf(roleArn: string): AwsLogin {
  return {
    path: 'aws.login',
    kind: 'oidc',
    roleArn: { literal: roleArn },
    sessionName: { literal: 'pulumi-environments-session' },
    duration: { literal: '1h' },
    position: { line: 1, column: 1 },
  };
}

function policyOf(document: object): TrustPolicy {
  const { policy, problems } = parseTrustPolicy(document);
  if (!policy) {
    throw new Error(problems[0].message);
  }
  return policy;
}

function requestOf(one: RealisticPolicy): TrustPolicyRequest {
  return {
    principal: { federated: one.identityProviderArn },
    claims: { audience: one.audience, subject: one.subject },
  };
}
