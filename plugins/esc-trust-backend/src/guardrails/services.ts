import { readPermissions } from './permissionsPolicy';

/**
 * What a policy grants beyond some services: half a sentence, or nothing. What
 * it denies is no matter.
 *
 * @param document - as an object or JSON text
 * @param services - prefixes of actions, in lower case
 */
export function refusedService(
  document: unknown,
  services: string[],
): { reason?: string; problem?: string } {
  const read = readPermissions(document);
  if ('problem' in read) {
    return { problem: read.problem };
  }
  for (const [index, statement] of read.statements.entries()) {
    if (statement.effect === 'Allow') {
      const where = `statement ${index + 1}`;
      if (statement.notActions) {
        return { reason: `${where} allows all actions but some (NotAction)` };
      }
      const refused = statement.actions.find(
        action => !services.includes(action.split(':')[0]),
      );
      if (refused !== undefined) {
        return { reason: `${where} grants ${refused}` };
      }
    }
  }
  return {};
}
