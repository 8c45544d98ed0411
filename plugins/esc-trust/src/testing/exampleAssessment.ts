import {
  assessTrust,
  AssessTrustInput,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { exampleMapping } from './exampleMapping';

const ACCOUNT = 'arn:aws:iam::111111111111';
const HOST = 'api.pulumi.com/oidc';

/** The subject that an environment of `acme` sends when it is opened by itself. */
export const subjectOf = (path: string) =>
  `pulumi:environments:org:acme:env:${path}`;

/**
 * A statement that lets Pulumi environments in.
 *
 * @param tests - operator to claim to what it is compared with
 * @param sid - its name, when it has one
 */
export function exampleStatement(
  tests: Record<string, Record<string, string | string[]>>,
  sid?: string,
): Record<string, unknown> {
  return {
    ...(sid ? { Sid: sid } : {}),
    Effect: 'Allow',
    Principal: { Federated: `${ACCOUNT}:oidc-provider/${HOST}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: Object.fromEntries(
      Object.entries(tests).map(([operator, claims]) => [
        operator,
        Object.fromEntries(
          Object.entries(claims).map(([claim, value]) => [
            `${HOST}:${claim}`,
            value,
          ]),
        ),
      ]),
    ),
  };
}

/**
 * A mapping of `acme/payments/prod` whose report the engine has made, with the
 * trust policy that it has judged.
 *
 * @param statements - of the trust policy; or its text
 * @param input - what else is different
 * @param rest - what is different about the mapping
 */
export function exampleAssessment(
  statements: Array<Record<string, unknown>> | string,
  input: Partial<AssessTrustInput> = {},
  rest: Partial<Mapping> = {},
): { mapping: Mapping; trustPolicy: string } {
  const trustPolicy =
    typeof statements === 'string'
      ? statements
      : JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const { environment, loginPath, roleArn } = exampleMapping(
    'acme/payments/prod',
    {},
    rest,
  );
  const trust = assessTrust({
    environment,
    login: {
      kind: 'oidc',
      path: loginPath,
      position: { line: 1, column: 1 },
      roleArn: { literal: roleArn! },
      sessionName: { literal: 'pulumi-esc' },
      duration: { literal: '1h' },
    },
    role: { arn: roleArn!, trustPolicy, maxSessionDuration: 3600 },
    identityProvider: { clientIds: ['aws:acme'] },
    ...input,
  });
  return {
    mapping: exampleMapping('acme/payments/prod', trust, rest),
    trustPolicy,
  };
}
