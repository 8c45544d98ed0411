import { claimsFor } from '../claims/claimsFor';
import { ClaimsTemplate, Opening } from '../claims/types';
import type { AssessTrustInput } from './assessTrust';

/**
 * The claims that are meant to pass: the environment's own, and those of other
 * environments meant to use the role, as long as they name their environment.
 */
export function intendedClaims(
  input: AssessTrustInput,
  issuer: string,
  attributes: string[],
): ClaimsTemplate[] {
  const opening: Opening = { kind: 'direct' };
  const others = (input.intended ?? []).flatMap(environment =>
    [[], ['currentEnvironment.name']].flatMap(subjectAttributes =>
      claimsFor({
        environment,
        login: { subjectAttributes },
        opening,
        issuer,
      }),
    ),
  );
  const own = [opening, ...(input.openings ?? [])].flatMap(used =>
    used.kind === 'stack' && attributes.length === 0
      ? [] // `<yaml>` stands for every environment of the organization.
      : claimsFor({
          environment: input.environment,
          login: { subjectAttributes: attributes },
          opening: used,
          issuer,
        }),
  );
  return [...(namesEnvironment(attributes) ? own : []), ...others];
}

/** Whether a login's subject tells its environment from the others. */
export function namesEnvironment(attributes: string[]): boolean {
  return (
    attributes.length === 0 ||
    attributes.includes('currentEnvironment.name') ||
    attributes.includes('rootEnvironment.name')
  );
}
