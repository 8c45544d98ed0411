import type { RequestHandler } from 'msw';
import { aboutRoutes } from './api/about';
import { checkRoutes } from './api/checks';
import { environmentRoutes } from './api/environments';
import { openingRoutes } from './api/openings';
import { handlerOf } from './api/route';
import { tagRoutes } from './api/tags';
import type { OpeningWorld } from './opening/opener';

/** Pulumi Cloud's API, as far as it is about environments. */
export function pulumiHandlers(world: OpeningWorld): RequestHandler[] {
  // The first that matches answers, so fixed paths stand before `{project}`.
  return [
    ...aboutRoutes,
    ...checkRoutes,
    ...openingRoutes(),
    ...tagRoutes,
    ...environmentRoutes,
  ].map(route => handlerOf(route, world));
}
