import {
  EnvironmentDetails,
  EnvironmentList,
  EnvironmentQuery,
  escTrustEnvironmentReadPermission,
} from '@internal/backstage-plugin-esc-trust-common';
import { Router } from 'express';
import type { RouterOptions } from './createRouter';

/** `/environments` and what is below it: live from Pulumi Cloud. */
export function addEnvironmentRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { callers, environments } = options;

  router.get('/environments', async (req, res) => {
    const reading = await callers.readingBeside(
      await callers.credentials(req),
      escTrustEnvironmentReadPermission,
    );
    // The OpenAPI validator has coerced the query to the document's types.
    const query = req.query as unknown as EnvironmentQuery;
    const list = await environments.list(query, reading);
    res.json(list satisfies EnvironmentList);
  });

  router.get('/environments/:organization/:project/:name', async (req, res) => {
    const reading = await callers.readingBeside(
      await callers.credentials(req),
      escTrustEnvironmentReadPermission,
    );
    const { organization, project, name } = req.params;
    const details = await environments.get(
      { organization, project, name },
      reading,
    );
    res.json(details satisfies EnvironmentDetails);
  });
}
