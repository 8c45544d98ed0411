import { claimsFor } from '../../claims/claimsFor';
import { AwsLogin } from '../../definition/types';
import { PROVIDER } from '../../trust-policy/__testUtils__/policies';
import { suggestTrustPolicy } from '../../trust-policy/suggestTrustPolicy';
import { AssessTrustInput } from '../assessTrust';

export const ROLE = 'arn:aws:iam::123456789012:role/example';
export const environment = {
  organization: 'contoso',
  project: 'project',
  name: 'development',
};

/** A login that fits, but for the changes. */
export function login(changes: Partial<AwsLogin> = {}): AwsLogin {
  return {
    path: 'aws.login',
    kind: 'oidc',
    roleArn: { literal: ROLE },
    sessionName: { literal: 'pulumi-environments-session' },
    duration: { literal: '1h' },
    subjectAttributes: { literal: ['currentEnvironment.name'] },
    position: { line: 1, column: 1 },
    ...changes,
  };
}

/** The policy that admits the login and nobody else. */
export const tight = suggestTrustPolicy({
  identityProviderArn: PROVIDER,
  claims: claimsFor({
    environment,
    login: { subjectAttributes: ['currentEnvironment.name'] },
  }),
});

/** What is trusted. */
export const GOOD: AssessTrustInput = {
  environment,
  login: login(),
  role: { arn: ROLE, trustPolicy: tight, maxSessionDuration: 3600 },
  identityProvider: { arn: PROVIDER, clientIds: ['aws:contoso'] },
};
