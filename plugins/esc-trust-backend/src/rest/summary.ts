import {
  Summary,
  SummaryQuery,
} from '@internal/backstage-plugin-esc-trust-common';
import { Router } from 'express';
import type { RouterOptions } from './createRouter';

/** `/summary`: what a list would have, counted. */
export function addSummaryRoute(router: Router, options: RouterOptions): void {
  const { callers, mappings } = options;

  router.get('/summary', async (req, res) => {
    const { visible } = await callers.readingMappings(
      await callers.credentials(req),
    );
    const query = req.query as SummaryQuery;
    res.json((await mappings.summarize(query, visible)) satisfies Summary);
  });
}
