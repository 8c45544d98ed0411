import { malformedPolicy } from '../errors';
import { readOperatorName } from '../policy/conditions';
import type { PolicyStatement } from '../policy/document';
import { stringsOf } from '../policy/document';

/**
 * Issuers that serve many customers, and the claim that a trust policy for
 * them has to test. Reduced to the ones whose table rows are about `aud`, plus
 * GitHub's; the table itself is secondary knowledge [S]. Pulumi's second
 * issuer, `api.pulumi.com/oidc/v2`, is not in it.
 */
const requiredKey: ReadonlyMap<string, string> = new Map([
  ['api.pulumi.com/oidc', 'aud'],
  ['sandboxes.cloud', 'aud'],
  ['oidc.vercel.com', 'aud'],
  ['token.actions.githubusercontent.com', 'sub'],
]);

/** Which operators count is undocumented; these do elsewhere [S]. */
const positive = ['stringequals', 'stringlike', 'stringequalsignorecase'];

/**
 * AWS's control for shared issuers, done on writes only: a role stored before
 * the control existed keeps its policy until somebody changes it. The exact
 * sentence that AWS answers is unknown [U].
 */
export function checkSharedIssuers(statements: PolicyStatement[]): void {
  for (const statement of statements) {
    const principal = statement.Principal as Record<string, unknown>;
    if (statement.Effect !== 'Allow') {
      continue;
    }
    for (const federated of stringsOf(principal.Federated)) {
      const provider = federated.split(':oidc-provider/')[1];
      const claim = provider && requiredKey.get(provider);
      if (claim && !tests(statement, `${provider}:${claim}`)) {
        throw malformedPolicy(
          `The trust policy for the shared OpenID Connect provider ${provider} must evaluate the condition key ${provider}:${claim}.`,
        );
      }
    }
  }
}

/** A value of wildcards alone tests nothing. */
function tests(statement: PolicyStatement, wanted: string): boolean {
  const condition = (statement.Condition ?? {}) as Record<string, object>;
  return Object.entries(condition).some(
    ([operator, keys]) =>
      positive.includes(readOperatorName(operator)?.base ?? '') &&
      Object.entries(keys).some(
        ([key, values]) =>
          key.toLowerCase() === wanted.toLowerCase() &&
          stringsOf(values).length > 0 &&
          stringsOf(values).every(value => !/^[*?]*$/.test(value)),
      ),
  );
}
