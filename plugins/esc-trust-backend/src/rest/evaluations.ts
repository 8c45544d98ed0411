import {
  assessTrust,
  AwsLogin,
  EvaluationRequest,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';

/** `POST /evaluations`: judges what the request describes; stores nothing. */
export function evaluate(request: EvaluationRequest): TrustReport {
  const { environment, login = {}, openings, issuer, role } = request;
  const described: AwsLogin = {
    path: 'aws.login',
    kind: 'oidc',
    roleArn: { literal: role.arn },
    sessionName: { literal: 'pulumi-environments-session' },
    ...(login.duration ? { duration: { literal: login.duration } } : {}),
    ...(login.subjectAttributes
      ? { subjectAttributes: { literal: login.subjectAttributes } }
      : {}),
    position: { line: 1, column: 1 },
  };
  return assessTrust({
    environment,
    issuer,
    login: described,
    role,
    identityProvider: request.identityProvider,
    openings: openings?.map(({ kind, ...rest }) =>
      kind === 'direct' ? { kind } : { kind, ...rest },
    ),
    intended: request.intended,
  });
}
