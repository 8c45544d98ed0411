import { InputError } from '@backstage/errors';
import { EnvironmentRef } from './environment';
import {
  DEFAULT_ISSUER,
  isCustomAudienceIssuer,
  loginIssuerBeside,
} from './issuer';
import {
  customSubjects,
  defaultSubjects,
  isLegacy,
  joinText,
} from './subjects';
import { ClaimsTemplate, Opening } from './types';

/**
 * The claims of the tokens that an environment's login sends to AWS.
 *
 * @remarks
 * Sources: Pulumi's "Configuring OpenID Connect for AWS", the aws-login and
 * context schemas, and `OIDCClaims` of the Pulumi CLI. Where they leave a
 * choice open, every candidate is returned: a verdict may call an environment
 * trusted only if all of them pass. Parts known only on opening (the user, the
 * token, an importing root) stay placeholders and are never guessed. What
 * Pulumi makes of a list that repeats an attribute, or that is longer than all
 * documented attributes, is unknown: its one candidate ends in the placeholder
 * `subjectAttributes`.
 *
 * @param options - the environment; the login's subject attributes, in listed
 *   order; how it is opened (default: directly); the issuer (default: public
 *   Pulumi Cloud)
 * @returns one template per candidate, never empty and at most four
 * @throws InputError for an issuer `…/oidc/v2`: no `aws-login` sends its tokens,
 *   whose subjects are made of IDs (Pulumi's "Custom audience" page)
 * @public
 */
export function claimsFor(options: {
  environment: EnvironmentRef;
  login?: { subjectAttributes?: string[] };
  opening?: Opening;
  issuer?: string;
}): ClaimsTemplate[] {
  const {
    environment,
    login,
    opening = { kind: 'direct' },
    issuer = DEFAULT_ISSUER,
  } = options;
  if (isCustomAudienceIssuer(issuer)) {
    throw new InputError(
      `aws-login tokens come from ${loginIssuerBeside(
        issuer,
      )}, never from ${issuer}, whose tokens are those of fn::open::oidc`,
    );
  }
  // An empty list behaves like an absent one as far as anyone knows
  // [unverified], so its claims are marked as inferred.
  const attributes = login?.subjectAttributes ?? [];
  const subjects =
    attributes.length === 0
      ? defaultSubjects(environment, opening)
      : customSubjects(environment, opening, attributes);

  return subjects.map(({ subject, certain }) => ({
    issuer,
    audience: audienceOf(environment),
    subject: joinText(subject),
    opening,
    certainty:
      certain &&
      // The audience of a stack opening is taken from the project of the
      // environment that holds the login [unverified].
      opening.kind !== 'stack' &&
      login?.subjectAttributes?.length !== 0
        ? 'documented'
        : 'inferred',
  }));
}

/**
 * The audience that an environment's tokens name: `aws:<organization>`, and for
 * the legacy `default` project the bare organization.
 *
 * @param environment - the environment that holds the login
 * @public
 */
export function audienceOf(environment: EnvironmentRef): string {
  return isLegacy(environment)
    ? environment.organization
    : `aws:${environment.organization}`;
}
