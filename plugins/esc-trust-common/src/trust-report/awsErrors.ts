/**
 * What AWS answers when a gate fails; users see these texts when they open the
 * environment. STS gives the same text for a wrong subject, a wrong audience
 * condition and a missing role.
 */
export const AWS_ERRORS = {
  noIdentityProvider: (issuer: string) =>
    `InvalidIdentityToken: No OpenIDConnect provider found in your account for ${issuer}`,
  audience: 'InvalidIdentityToken: Incorrect token audience',
  notAuthorized:
    'AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity',
  duration:
    'ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
};
