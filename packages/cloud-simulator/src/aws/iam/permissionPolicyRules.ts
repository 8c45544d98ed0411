import { checkText, required } from '../constraints';
import { malformedPolicy } from '../errors';
import { statementsOf } from '../policy/document';
import { checkGrammar } from '../policy/writeRules';

/** Refuses a permissions policy that AWS would refuse to store. */
export function checkPermissionPolicy(text: string | undefined): string {
  const field = 'policyDocument';
  const document = checkText(required(text, field), field, {
    min: 1,
    max: 131072,
    pattern: /^[\t\n\r\x20-\xff]*$/,
  });
  for (const statement of statementsOf(checkGrammar(document))) {
    if (
      statement.Principal !== undefined ||
      statement.NotPrincipal !== undefined
    ) {
      throw malformedPolicy('Policy document should not specify a principal.');
    }
    if (
      statement.Resource === undefined &&
      statement.NotResource === undefined
    ) {
      throw malformedPolicy('Policy statement must contain resources.');
    }
  }
  return document;
}
