import { claimsFor } from '../claims/claimsFor';
import { ClaimsTemplate, Opening } from '../claims/types';
import type { AssessTrustInput } from './assessTrust';

/**
 * The claims that are meant to pass: those that the environment's login sends,
 * and those that name it or another environment meant to use the role. It is the
 * environment that is meant, so a policy may admit its default subject beside
 * the custom one, as it does while subject attributes are being added.
 *
 * @param sharesSubject - somebody accepted that they don't
 */
export function intendedClaims(
  input: AssessTrustInput,
  issuer: string,
  attributes: string[],
  sharesSubject = false,
): ClaimsTemplate[] {
  const opening: Opening = { kind: 'direct' };
  const named = [input.environment, ...(input.intended ?? [])].flatMap(
    environment =>
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
  return [
    ...(sharesSubject || namesEnvironment(attributes) ? own : []),
    ...named,
  ];
}

/** Whether a login's subject tells its environment from the others. */
export function namesEnvironment(attributes: string[]): boolean {
  return (
    attributes.length === 0 ||
    attributes.includes('currentEnvironment.name') ||
    attributes.includes('rootEnvironment.name')
  );
}
