import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { RouterOptions } from '../rest/createRouter';
import { addEvaluationAction } from './evaluationAction';
import { addMappingActions } from './mappingActions';
import { addPlanActions } from './planActions';

/**
 * Offers what only looks to templates and, by Backstage's MCP server, to
 * assistants.
 *
 * @remarks
 * Every action runs what the REST API runs, with the credentials of whoever
 * invokes it.
 */
export function registerActions(
  registry: ActionsRegistryService,
  options: RouterOptions,
): void {
  addMappingActions(registry, options);
  addEvaluationAction(registry);
  addPlanActions(registry, options);
}
