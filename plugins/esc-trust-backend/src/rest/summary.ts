import { ApiRouter } from './ApiRouter';
import type { RouterOptions } from './createRouter';

/** `/summary`: what a list would have, counted. */
export function addSummaryRoute(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { callers, mappings } = options;

  router.get('/summary', async (req, res) => {
    const { visible } = await callers.readingMappings(
      await callers.credentials(req),
    );
    res.json(await mappings.summarize(req.query, visible));
  });
}
