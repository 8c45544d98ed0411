import {
  RouteFunc,
  RouteRef,
  SubRouteRef,
  useRouteRef,
} from '@backstage/core-plugin-api';

type Params = { [name in string]: string } | undefined;

/**
 * The way to a page that an app may have left out, such as the tab beside the
 * card.
 *
 * @param routeRef - of the page
 * @returns undefined where the app has no such page
 */
export function useOptionalRouteRef<P extends Params>(
  routeRef: RouteRef<P> | SubRouteRef<P>,
): RouteFunc<P> | undefined {
  try {
    // It throws after its own hooks, so that their order is always the same.
    return useRouteRef(routeRef);
  } catch {
    return undefined;
  }
}
